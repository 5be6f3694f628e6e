#!/bin/sh
# SPDX-License-Identifier: MIT
# inside.sh: in the image's system, while it is put together: the kiosk is installed and enabled, and nobody else is.
set -eu

export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
given=/given

apt_get() {
    apt-get -qq -y -o Dpkg::Use-Pty=0 install --no-install-recommends "$@"
}

apt_get "$given"/chasqui_*.deb "$given"/chasqui-speech_*.deb
while read -r package; do
    if apt-cache policy "$package" | grep -q '^  Candidate: [0-9]'; then
        apt_get "$package"
    else
        echo "$package isn't in what apt knows: the image does without"
    fi
done <"$given/firmware"

# What this place wanted besides: a driver, a language's letters.
read -r with <"$given/with"
for package in $with; do
    apt_get "$package"
done

cp -R "$given/root/." /
for kernel in /lib/modules/*; do
    update-initramfs -c -k "${kernel##*/}"
done
systemctl enable chasqui.service seatd.service
[ ! -e /etc/systemd/system/chasqui-test.service ] || systemctl enable chasqui-test.service
systemctl set-default multi-user.target
# No console waits for a login, and no key restarts the machine. These write to a root that can't be written to, or ask questions.
systemctl mask getty.target getty@.service serial-getty@.service console-getty.service ctrl-alt-del.target \
    systemd-firstboot.service systemd-random-seed.service \
    apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer
mkdir -p /etc/systemd/system-generators
ln -sf /dev/null /etc/systemd/system-generators/systemd-getty-generator
# The clock of the machine tells the time of the place, as its setup shows it. The offset is then of no matter where no clock is
# changed in summer: Colombia and Peru.
printf '0.0 0 0.0\n0\nLOCAL\n' >/etc/adjtime
ln -sf /usr/share/zoneinfo/America/Bogota /etc/localtime
echo chasqui >/etc/hostname
chmod 644 /etc/hostname
printf '127.0.0.1 localhost chasqui\n' >/etc/hosts
: >/etc/machine-id
ln -sf /etc/machine-id /var/lib/dbus/machine-id
# Where something is mounted.
mkdir -p /var/log /var/tmp /var/lib/systemd /var/lib/chasqui
