#!/bin/sh
# SPDX-License-Identifier: MIT
# gallery.sh CHASQUI OUT: every screen of every campaign as a picture, and OUT/index.html to look at them.
# Both languages side by side, wide and tall, in the order of the campaign. Run from the checkout's top.
set -eu

chasqui=$1
out=$2
sizes='1920x1080 1080x1920'
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

# Prints PACK LANG SIZE SCREEN-ID PATH, tab-separated, one line per picture.
render_pack() {
    pack=$1
    name=${pack##*/}
    for lang in $(pack_languages "$pack"); do
        for size in $sizes; do
            say "$name, $lang, $size" >&2
            "$chasqui" render --pack "$pack" --lang "$lang" --size "$size" --out "$new/$name/$lang-$size" >"$new/lines"
            [ -s "$new/lines" ] || {
                say "no screen came out of $pack in $lang at $size" >&2
                exit 3
            }
            awk -v OFS='\t' -v pack="$name" -v lang="$lang" -v size="$size" -v prefix="$new/" '{
                id = $1
                path = substr($0, length(id) + 2)
                at = index(path, prefix)
                if (at) path = substr(path, at + length(prefix))
                print pack, lang, size, id, path
            }' "$new/lines"
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

if gallery_is_current; then
    say "nothing has changed since the last time: open $out/index.html"
    exit 0
fi
rm -rf "$new"
mkdir -p "$new"
for manifest in content/*/pack.yaml; do
    case $manifest in
    content/template/*) continue ;;
    esac
    render_pack "${manifest%/pack.yaml}"
done >"$new/pictures"
write_index "$new/pictures" >"$new/index.html"
count=$(wc -l <"$new/pictures")
rm -f "$new/lines" "$new/pictures"
rm -rf "$out"
mv "$new" "$out"
say "$((count)) pictures written: open $out/index.html in a browser"
