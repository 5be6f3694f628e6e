#!/bin/sh
# SPDX-License-Identifier: MIT
# gallery.sh CHASQUI OUT: every screen of every campaign as a picture, and OUT/index.html to look at them.
# Both languages side by side, wide and tall, in the order of the campaign; before them the contact sheets, also with letters
# twice as large and in high contrast. Run from the checkout's top.
set -eu

chasqui=$1
out=$2
sizes='1920x1080 1080x1920'
sheets='normal text-200 contrast'
new=$out.new

say() {
    printf 'gallery: %s\n' "$*"
}

# The gallery is kept when nothing that it shows is newer. A day is its longest life, for screens show dates.
gallery_is_current() {
    [ -n "$(find "$out/index.html" -mtime -1 2>/dev/null)" ] &&
        [ -z "$(find "$chasqui" content assets packaging/gallery.sh -newer "$out/index.html" -print 2>/dev/null | head -n 1)" ]
}

# The languages of a pack: `languages: [es, en]` or the same as a list under it.
pack_languages() {
    awk '
        /^languages:/ { inside = 1; sub(/^languages:/, "") }
        inside && /^[^ \t-]/ && !/^\[/ && !/^$/ { inside = 0 }
        inside {
            sub(/#.*/, "")
            gsub(/[][,"\047]/, " ")
            n = split($0, word, " ")
            for (i = 1; i <= n; i++) if (word[i] != "-") printf "%s ", word[i]
        }' "$1/pack.yaml"
}

# The rendered "SCREEN-ID PATH" lines of stdin as PACK LANG SIZE SCREEN-ID PATH, tab-separated.
as_pictures() {
    awk -v OFS='\t' -v pack="$1" -v lang="$2" -v size="$3" -v prefix="$4/" '{
        id = $1
        path = substr($0, length(id) + 2)
        at = index(path, prefix)
        if (at) path = substr(path, at + length(prefix))
        print pack, lang, size, id, path
    }'
}

# render_one CHASQUI NEW PACK LANG SIZE ACCESS: writes a line per picture into a .pictures file in NEW. With "-" for ACCESS
# the pictures are the screens, else the contact sheets; the file's name puts those first.
render_one() {
    chasqui=$1 new=$2 pack=$3 lang=$4 size=$5 access=$6
    name=${pack##*/}
    set -- --sheet
    lines=$new/$name-all-$access-$lang-$size folder=sheets-$access-$size what="contact-sheets:$access "
    case $access in
        -)
            set --
            lines=$new/$name-lang-$lang-$size folder=$lang-$size what=
            ;;
        normal) ;;
        *) set -- "$@" "--access=$access" ;;
    esac
    mkdir -p "$new/$name"
    "$chasqui" render --pack "$pack" --lang "$lang" --size "$size" "$@" --out "$new/$name/$folder" >"$lines.lines" || return 1
    [ -s "$lines.lines" ] || {
        say "nothing came out of $pack in $lang at $size ($access)" >&2
        return 1
    }
    sed "s/^/$what/" "$lines.lines" | as_pictures "$name" "$lang" "$size" "$new" >"$lines.pictures"
    say "$name, $lang, $size, $access: $(wc -l <"$lines.pictures") pictures"
}

# CHASQUI NEW PACK LANG SIZE ACCESS, one word a line, for every picture book to make and, with an access, every contact sheet.
jobs() {
    for manifest in content/*/pack.yaml; do
        pack=${manifest%/pack.yaml}
        [ "$pack" != content/template ] || continue
        for lang in $(pack_languages "$pack"); do
            for size in $sizes; do
                for access in - $sheets; do
                    printf '%s\n' "$chasqui" "$new" "$pack" "$lang" "$size" "$access"
                done
            done
        done
    done
}

write_index() {
    awk -F '\t' '
        function html(s) { gsub(/&/, "\\&amp;", s); gsub(/</, "\\&lt;", s); gsub(/>/, "\\&gt;", s); gsub(/"/, "\\&quot;", s); return s }
        # One percent sign is escape enough: paths are made of screen ids and sizes.
        function url(s) { gsub(/%/, "%25", s); gsub(/ /, "%20", s); gsub(/\?/, "%3F", s); gsub(/#/, "%23", s); return html(s) }
        {
            if (!($1 in seen_pack)) { seen_pack[$1] = 1; packs[++npacks] = $1 }
            if (!(($1, $4) in seen_id)) { seen_id[$1, $4] = 1; ids[$1, ++nids[$1]] = $4 }
            cells[$1, $4] = cells[$1, $4] "<a href=\"" url($5) "\"><img loading=\"lazy\" src=\"" url($5) \
                "\" alt=\"" html($4 ", " $2 ", " $3) "\"><span>" html($2 " " $3) "</span></a>\n"
            pictures++
        }
        END {
            print "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">"
            print "<meta name=\"viewport\" content=\"width=device-width\">\n<title>Chasqui: every screen</title>\n<style>"
            print "body { margin: 2rem; font-family: Andika, sans-serif; background: #f4f1ea; color: #222 }"
            print "section > div { display: flex; flex-wrap: wrap; gap: .75rem; align-items: flex-end; margin-bottom: 1.5rem }"
            print "a { color: inherit; text-decoration: none } nav a { text-decoration: underline; margin-right: 1rem }"
            print "img { display: block; height: 220px; background: #ddd; box-shadow: 0 1px 4px #0006 }"
            print "span { font-size: .8rem } h3 { font-family: monospace; margin: .5rem 0 }\n</style>"
            print "<h1>Chasqui: every screen</h1>\n<p>" pictures " pictures. Touch one to see it whole.</p>\n<nav>"
            for (p = 1; p <= npacks; p++) print "<a href=\"#" url(packs[p]) "\">" html(packs[p]) "</a>"
            print "</nav>"
            for (p = 1; p <= npacks; p++) {
                print "<section id=\"" html(packs[p]) "\">\n<h2>" html(packs[p]) "</h2>"
                for (i = 1; i <= nids[packs[p]]; i++)
                    print "<h3>" html(ids[packs[p], i]) "</h3>\n<div>\n" cells[packs[p], ids[packs[p], i]] "</div>"
                print "</section>"
            }
            print "</html>"
        }' "$1"
}

if [ "$chasqui" = --one ]; then
    shift
    render_one "$@"
    exit
fi
if gallery_is_current; then
    say "nothing has changed since the last time: open $out/index.html"
    exit 0
fi
rm -rf "$new"
mkdir -p "$new"
jobs >"$new/jobs"
xargs -d '\n' -n 6 -P "$(nproc)" sh "$0" --one <"$new/jobs" || {
    say 'some screens could not be written' >&2
    exit 3
}
cat "$new"/*.pictures >"$new/all"
write_index "$new/all" >"$new/index.html"
count=$(wc -l <"$new/all")
rm -f "$new/jobs" "$new/all" "$new"/*.lines "$new"/*.pictures
rm -rf "$out"
mv "$new" "$out"
say "$((count)) pictures written: open $out/index.html in a browser"
