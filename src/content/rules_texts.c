// SPDX-License-Identifier: MIT
// What every text must keep: no number or link that isn't a channel's, no word that hurts.
#include "content/rules.h"

#include <string.h>
#include <unictype.h>

static struct slice part(const struct scope *scope, size_t from, size_t to)
{
    return slice_sub(scope->text, from, to - from);
}

// ---- Numbers and links ----

// A channel's texts know none that the pack borrows: that one may change, and nothing would take the channel
// away with it.
static bool is_known(const struct scope *scope, uint16_t channel)
{
    return scope->item || !scope->rules->pack->channels[channel].borrowed;
}

// A channel's own texts may quote any channel of the pack.
static bool may_quote(const struct scope *scope, uint16_t channel)
{
    if (!scope->item)
        return true;
    for (uint16_t i = 0; i < scope->item->n_channels; i++)
        if (scope->item->channels[i].channel == channel)
            return true;
    return false;
}

// The item leaves with a channel that it quotes.
static void mark_quoted(struct scope *scope, uint16_t channel)
{
    for (uint16_t i = 0; scope->item && i < scope->item->n_channels; i++)
        if (scope->item->channels[i].channel == channel)
            scope->item->channels[i].quoted = true;
}

// The channel with these digits, first among those that may be quoted; NO_INDEX without one. Two channels may
// share a number (113, option 5): all of them that may be quoted are marked.
static uint16_t channel_with_digits(struct scope *scope, const char *digits, size_t n, bool *quotable)
{
    const struct rules *rules = scope->rules;
    uint16_t found = NO_INDEX;
    *quotable = false;
    for (uint16_t i = 0; i < rules->pack->n_channels; i++) {
        if (!is_known(scope, i) || !contact_has_digits(&rules->contacts[i], digits, n))
            continue;
        if (may_quote(scope, i)) {
            mark_quoted(scope, i);
            *quotable = true;
            found = i;
        } else if (found == NO_INDEX) {
            found = i;
        }
    }
    return found;
}

// Whether bytes [from, to) stand inside the name of a channel that may be quoted ("Chat 100"). The name
// itself is judged with its channel.
static bool inside_a_name(struct scope *scope, size_t from, size_t to)
{
    const struct pack *pack = scope->rules->pack;
    for (uint16_t i = 0; scope->item && i < pack->n_channels; i++) {
        struct slice name = pack->channels[i].name[scope->lang];
        if (name.n < to - from || !may_quote(scope, i))
            continue;
        size_t start = from > name.n ? from - name.n : 0;
        struct slice around = slice_sub(scope->text, start, to - start + name.n);
        ptrdiff_t at = slice_find(around, name);
        if (at >= 0 && start + (size_t)at <= from && to <= start + (size_t)at + name.n) {
            mark_quoted(scope, i);
            return true;
        }
    }
    return false;
}

// Whether an unknown number or link may be that of a channel that couldn't be read.
static bool may_be_lost(const struct scope *scope)
{
    return scope->item ? scope->item->channel_lost : scope->rules->pack->channels_lost;
}

void rules_report_number(struct scope *scope, size_t from, size_t to)
{
    scope->broken = true;
    if (may_be_lost(scope))
        return;
    struct pos pos = rules_place(scope, from, to);
    if (scope->item)
        DIAG(scope->rules->diags, pos, NUMBER_UNKNOWN, part(scope, from, to));
    else if (scope->channel)
        DIAG(scope->rules->diags, pos, CHANNEL_NUMBER_UNKNOWN, part(scope, from, to));
    else
        DIAG(scope->rules->diags, pos, NUMBER_NOWHERE, part(scope, from, to));
}

static void report_not_named(struct scope *scope, size_t from, size_t to, uint16_t channel)
{
    struct pos pos = rules_place(scope, from, to);
    scope->broken = true;
    DIAG(scope->rules->diags, pos, CHANNEL_NOT_NAMED, part(scope, from, to),
         scope->rules->pack->channels[channel].id);
}

static bool has_right_to_left(struct slice text)
{
    for (size_t at = 0; at < text.n;) {
        uint32_t c = utf8_next(text, &at);
        int class = c < 0x590 ? UC_BIDI_L : uc_bidi_class(c);
        if (class == UC_BIDI_R || class == UC_BIDI_AL)
            return true;
    }
    return false;
}

// Between letters from right to left the groups of a number change places, "18,10" is read 1018, unless the layout takes
// them for one number (text/number.h).
static bool changes_places(const struct scope *scope, const struct number_group *first,
                           const struct number_group *last)
{
    size_t apart = 0;
    bool kept = true;
    for (size_t at = first->from; at < last->to; at++) {
        char c = scope->text.p[at];
        apart = c >= '0' && c <= '9' ? 0 : apart + 1;
        kept &= apart <= 4 && (apart == 0 || strchr(" -()/", c));
    }
    return !kept && has_right_to_left(scope->text);
}

// Whether "+57" stands before a number of the country.
static bool is_prefix(const struct scope *scope, const struct number_group *group, const char *digits)
{
    static const struct {
        const char *country, *code;
    } codes[] = {
        {"AR", "54"},  {"BO", "591"}, {"BR", "55"},  {"CL", "56"},  {"CO", "57"},
        {"CR", "506"}, {"CU", "53"},  {"DO", "1"},   {"EC", "593"}, {"GT", "502"},
        {"HN", "504"}, {"MX", "52"},  {"NI", "505"}, {"PA", "507"}, {"PE", "51"},
        {"PR", "1"},   {"PY", "595"}, {"SV", "503"}, {"UY", "598"}, {"VE", "58"},
    };
    struct slice code = {digits + group->first, group->n};
    for (size_t i = 0; group->plus && i < sizeof codes / sizeof *codes; i++)
        if (slice_is(scope->rules->pack->country, codes[i].country))
            return slice_is(code, codes[i].code);
    return false;
}

// The channel whose value groups [from, to) are, a prefix of the country aside.
static uint16_t channel_of_groups(struct scope *scope, const struct mention *m, size_t from, size_t to,
                                  bool *quotable)
{
    const struct number_group *first = &m->groups[from], *last = &m->groups[to - 1];
    const char *digits = m->digits + first->first;
    if (to - from > 1 && changes_places(scope, first, last))
        return NO_INDEX;
    size_t n = (size_t)last->first + last->n - first->first;
    uint16_t found = channel_with_digits(scope, digits, n, quotable);
    if (found == NO_INDEX && to - from > 1 && is_prefix(scope, first, m->digits))
        found = channel_with_digits(scope, digits + first->n, n - first->n, quotable);
    return found;
}

// The longest run of whole parts from `from` that is one channel's value. What may not be quoted counts only
// from three digits.
size_t rules_known_groups(void *context, const struct mention *m, size_t from)
{
    struct scope *scope = context;
    size_t other_end = from, end = m->n_groups;
    uint16_t other = NO_INDEX;
    for (; end > from && !m->odd; end--) {
        bool whole = end == m->n_groups || mention_parts(m->groups[end].joint);
        bool quotable;
        uint16_t found = whole ? channel_of_groups(scope, m, from, end, &quotable) : NO_INDEX;
        if (found == NO_INDEX)
            continue;
        if (quotable)
            return end;
        size_t n = (size_t)m->groups[end - 1].first + m->groups[end - 1].n - m->groups[from].first;
        if (other == NO_INDEX && n >= 3) {
            other = found;
            other_end = end;
        }
    }
    end = mention_part(m, from);
    if (!m->odd && inside_a_name(scope, m->groups[from].from, m->groups[end - 1].to))
        return end;
    if (other != NO_INDEX)
        report_not_named(scope, m->groups[from].from, m->groups[other_end - 1].to, other);
    return other_end;
}

static void judge_number(struct scope *scope, const struct mention *m)
{
    size_t from, to;
    if (!mention_is_fine(m, rules_known_groups, scope, &from, &to))
        rules_report_number(scope, m->groups[from].from, m->groups[to - 1].to);
}

static void judge_link(struct scope *scope, const struct mention *m)
{
    const struct rules *rules = scope->rules;
    struct slice link = part(scope, m->from, m->to);
    uint16_t other = NO_INDEX;
    bool quotable = false;
    for (uint16_t i = 0; i < rules->pack->n_channels; i++) {
        if (!is_known(scope, i) || !contact_has_link(&rules->contacts[i], link))
            continue;
        if (may_quote(scope, i)) {
            mark_quoted(scope, i);
            quotable = true;
        } else {
            other = i;
        }
    }
    if (quotable || inside_a_name(scope, m->from, m->to))
        return;
    if (other != NO_INDEX) {
        report_not_named(scope, m->from, m->to, other);
        return;
    }
    scope->broken = true;
    if (may_be_lost(scope))
        return;
    struct pos pos = rules_place(scope, m->from, m->to);
    if (scope->item)
        DIAG(rules->diags, pos, LINK_UNKNOWN, link);
    else
        DIAG(rules->diags, pos, CHANNEL_LINK_UNKNOWN, link);
}

// Texts that are neither an item's nor a channel's stand on every screen, so nothing would take them away with a channel.
static void judge_anywhere(struct scope *scope, const struct mention *m)
{
    size_t first, last;
    if (m->kind == MENTION_NUMBER && mention_is_fine(m, NULL, NULL, &first, &last))
        return;
    struct pos pos = rules_place(scope, m->from, m->to);
    scope->broken = true;
    DIAG(scope->rules->diags, pos, NUMBER_NOWHERE, part(scope, m->from, m->to));
}

static void judge_mentions(struct scope *scope)
{
    struct mention mention;
    for (size_t at = 0; mention_next(scope->text, &at, &mention);) {
        if (!scope->item && !scope->channel)
            judge_anywhere(scope, &mention);
        else if (mention.kind == MENTION_LINK)
            judge_link(scope, &mention);
        else
            judge_number(scope, &mention);
    }
}

// ---- Words ----

static void found_sextortion(struct scope *scope, const struct term_hit *hit)
{
    if (scope->sextortion.path.n)
        return;
    scope->sextortion = rules_place(scope, hit->from, hit->to);
    scope->sextortion_word = part(scope, hit->from, hit->to);
    scope->sextortion_instead = hit->instead;
}

static void found_term(void *context, const struct term_hit *hit)
{
    struct scope *scope = context;
    struct diags *diags = scope->rules->diags;
    if (scope->role == TEXT_NAME)
        return;
    if (hit->kind == TERM_SEXTORTION) {
        found_sextortion(scope, hit);
        return;
    }
    if (hit->kind == TERM_SEXTORTION_NAMED) {
        scope->sextortion_named = true;
        return;
    }
    if (hit->kind == TERM_SCOLD && scope->role != TEXT_FEEDBACK)
        return;
    struct pos pos = rules_place(scope, hit->from, hit->to);
    struct slice word = part(scope, hit->from, hit->to), instead = slice_of(hit->instead);
    scope->broken |= hit->kind != TERM_STRANGERS;
    switch (hit->kind) {
    case TERM_FOREVER:
        DIAG(diags, pos, FOREVER, word, instead);
        break;
    case TERM_BLAME:
        DIAG(diags, pos, BLAME, word, instead);
        break;
    case TERM_SCOLD:
        DIAG(diags, pos, SCOLD, word, instead);
        break;
    case TERM_STRANGERS:
        DIAG(diags, pos, STRANGERS, word, instead);
        break;
    case TERM_HURRY:
        DIAG(diags, pos, HURRY, word, instead);
        break;
    default:
        DIAG(diags, pos, TERM, word, instead);
        break;
    }
}

static void judge_exclamation(struct scope *scope)
{
    ptrdiff_t at = slice_find_char(scope->text, '!');
    if (at < 0)
        return;
    struct pos pos = rules_place(scope, (size_t)at, (size_t)at + 1);
    if (scope->role == TEXT_FEEDBACK && scope->wrong)
        DIAG(scope->rules->diags, pos, SCOLD_MARK);
    else
        DIAG(scope->rules->diags, pos, EXCLAMATION);
}

// ---- Letters ----

#define FIRST_UNSURE 0x250 // the fonts are made for Latin: what is below they have

// The first that no font has: the others of that script will lack as well.
static void judge_letters(struct scope *scope)
{
    const struct check_options *options = scope->rules->options;
    for (size_t at = 0; options->has_glyph && at < scope->text.n;) {
        size_t next = at;
        uint32_t c = utf8_next(scope->text, &next);
        if (c >= FIRST_UNSURE && terms_fold(c) != 0 && !options->has_glyph(options->glyphs, c)) {
            DIAG(scope->rules->diags, rules_place(scope, at, next), GLYPH_MISSING,
                 slice_sub(scope->text, at, next - at), arena_format(scope->rules->arena, "U+%04X", c));
            return;
        }
        at = next;
    }
}

// ---- Helplines among wrong answers ----

static bool same_folded(struct slice a, size_t at, struct slice b)
{
    for (size_t i = 0; i < b.n;) {
        if (at >= a.n)
            return false;
        char left = terms_fold(utf8_next(a, &at)), right = terms_fold(utf8_next(b, &i));
        if (left != right)
            return false;
    }
    return true;
}

static bool contains_folded(struct slice text, struct slice name)
{
    for (size_t at = 0; at < text.n; utf8_next(text, &at))
        if (same_folded(text, at, name))
            return true;
    return false;
}

static bool mentions_contact(struct slice text, const struct contact *contact)
{
    struct mention m;
    for (size_t at = 0; mention_next(text, &at, &m);) {
        if (m.kind == MENTION_LINK &&
            contact_has_link(contact, part(&(struct scope){.text = text}, m.from, m.to)))
            return true;
        for (size_t i = 0; m.kind == MENTION_NUMBER && i < m.n_groups; i++)
            for (size_t j = i; j < m.n_groups; j++)
                if (contact_has_digits(contact, m.digits + m.groups[i].first,
                                       (size_t)m.groups[j].first + m.groups[j].n - m.groups[i].first))
                    return true;
    }
    return false;
}

bool rules_names_channel(const struct rules *rules, struct slice text, uint16_t lang,
                         const struct channel **out)
{
    for (uint16_t i = 0; i < rules->pack->n_channels; i++) {
        const struct channel *channel = &rules->pack->channels[i];
        if (mentions_contact(text, &rules->contacts[i]) ||
            (channel->name[lang].n >= 4 && contains_folded(text, channel->name[lang]))) {
            *out = channel;
            return true;
        }
    }
    return false;
}

void rules_text(struct scope *scope, enum text_role role, bool wrong, struct slice text, uint32_t line)
{
    if (text.n == 0)
        return;
    scope->role = role;
    scope->wrong = wrong;
    scope->text = text;
    if (scope->reading)
        reading_add(scope->reading, reading_language(scope->rules->pack->langs[scope->lang]), text);
    scope->line = line;
    terms_scan(scope->rules->terms, text, found_term, scope);
    judge_mentions(scope);
    rules_seam(scope);
    judge_letters(scope);
    const struct channel *channel;
    if (role == TEXT_ANSWER && wrong && rules_names_channel(scope->rules, text, scope->lang, &channel)) {
        scope->broken = true;
        DIAG(scope->rules->diags, rules_place(scope, 0, text.n), HELP_IS_WRONG, channel->name[scope->lang]);
    }
    if (role == TEXT_TITLE || role == TEXT_ANSWER || role == TEXT_FEEDBACK)
        judge_exclamation(scope);
}

void rules_texts_done(struct scope *scope)
{
    if (scope->sextortion.path.n && !scope->sextortion_named)
        DIAG(scope->rules->diags, scope->sextortion, SEXTORTION, scope->sextortion_word,
             slice_of(scope->sextortion_instead));
}
