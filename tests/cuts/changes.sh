#!/bin/sh
# SPDX-License-Identifier: MIT
# What the guest changes; guest.sh sources it. Each of them is whole or not at all, and told as done it stays done.
# shellcheck disable=SC2154  # $date is of settings.sh
import() {
    chasquictl import --store /data --trust /trust --date "$date" "/packs/$1.chasqui"
}
change import import two
change settings settings_write /data/settings 70
change pin set_pin 86420
change card chasquictl site set --store /data --date "$date" /packs/card
change counts counts_write /data 30
change rollback chasquictl rollback --store /data --date "$date"
change another import other
change remove chasquictl remove --store /data --date "$date" base
change newest import three
