// SPDX-License-Identifier: MIT
// A small campaign built by hand for the tests of the core: everything an activity can meet, nothing read
// from a file. Two countries; the first has every kind of item, question and channel, the second stands
// nearly empty.
#ifndef CHASQUI_TESTS_CAMPAIGN_H
#define CHASQUI_TESTS_CAMPAIGN_H

#include "content/campaign.h"

// A slice that may initialise an object with static storage.
#define TEXT(literal)                                                                                        \
    {                                                                                                        \
        "" literal, sizeof(literal) - 1                                                                      \
    }
#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct words test_words[] = {{.tag = TEXT("es")}, {.tag = TEXT("en")}};
static const struct words *const test_word_list[] = {&test_words[0], &test_words[1]};
static const struct slice test_langs[] = {TEXT("es"), TEXT("en")};
static const struct slice test_said[] = {TEXT("dicho"), TEXT("said")};
static const struct rich test_title[] = {{.text = TEXT("Dicho")}, {.text = TEXT("Said")}};
static const struct block test_block[] = {{.text = {.text = TEXT("Dicho")}}};
static const struct body test_body[] = {{test_block, 1}, {test_block, 1}};

enum { CH_FAMILIES, CH_LINE, CH_WEB, CH_OLD, CH_PLACE, CH_NATIONAL, N_CH };
#define CH_OLD_UNTIL ((struct date){2027, 6, 30})
#define KIDS (1u << AUDIENCE_CHILDREN | 1u << AUDIENCE_TEENS)

static const struct pack test_pack = {
    .id = TEXT("prueba"), .title = test_said, .country = TEXT("CO"), .langs = test_langs, .n_langs = 2};
#define CHANNEL_TEXTS .pack = &test_pack, .name = test_said, .how = test_said, .hours = test_said
static const struct channel test_channel[N_CH] = {
    [CH_LINE] = {.id = TEXT("line"),
                 CHANNEL_TEXTS,
                 .kind = CHANNEL_PHONE,
                 .value = TEXT("141"),
                 .free = TRI_YES,
                 .audience = KIDS,
                 .needs = 1u << NEED_TALK | 1u << NEED_REPORT},
    [CH_WEB] = {.id = TEXT("web"),
                CHANNEL_TEXTS,
                .kind = CHANNEL_WEB,
                .value = TEXT("https://help.example/"),
                .audience = KIDS,
                .needs = 1u << NEED_REPORT | 1u << NEED_IMAGE_REMOVAL},
    [CH_OLD] = {.id = TEXT("old"),
                CHANNEL_TEXTS,
                .kind = CHANNEL_PHONE,
                .value = TEXT("155"),
                .audience = 1u << AUDIENCE_WOMEN,
                .needs = 1u << NEED_LEGAL,
                .valid_until = {2027, 6, 30}},
    [CH_PLACE] = {.id = TEXT("place"),
                  CHANNEL_TEXTS,
                  .kind = CHANNEL_PLACE,
                  .audience = KIDS,
                  .needs = 1u << NEED_TALK},
    [CH_NATIONAL] = {.id = TEXT("national"),
                     CHANNEL_TEXTS,
                     .kind = CHANNEL_PHONE,
                     .value = TEXT("123"),
                     .audience = KIDS,
                     .needs = 1u << NEED_EMERGENCY,
                     .valid_until = {2027, 1, 31},
                     .national = true},
    [CH_FAMILIES] = {.id = TEXT("families"),
                     CHANNEL_TEXTS,
                     .kind = CHANNEL_PHONE,
                     .value = TEXT("106"),
                     .audience = 1u << AUDIENCE_FAMILIES,
                     .needs = 1u << NEED_TALK},
};
static const struct channel *const test_channels[N_CH] = {&test_channel[0], &test_channel[1],
                                                          &test_channel[2], &test_channel[3],
                                                          &test_channel[4], &test_channel[5]};

#define ANSWER(helps)                                                                                        \
    {                                                                                                        \
        .text = test_said, .feedback = test_said, .weight = (helps) ? 100000 : 0, .right = (helps)           \
    }
static const struct answer test_answers[] = {ANSWER(true), ANSWER(false), ANSWER(false), ANSWER(false)};
static const struct pair test_pairs[] = {
    {test_said, test_said}, {test_said, test_said}, {test_said, test_said}};
#define QUESTION_TEXTS .prompt = test_title, .general = test_said
static const struct question test_questions[] = {
    {.kind = QUESTION_SINGLE, QUESTION_TEXTS, .answers = test_answers, .n_answers = 3},
    {.kind = QUESTION_MULTIPLE, QUESTION_TEXTS, .answers = test_answers, .n_answers = 4},
    {.kind = QUESTION_TRUE_FALSE, QUESTION_TEXTS, .answers = test_answers, .n_answers = 2},
    {.kind = QUESTION_MATCHING, QUESTION_TEXTS, .pairs = test_pairs, .n_pairs = 3},
};
enum { Q_SINGLE, Q_MULTIPLE, Q_TRUE_FALSE, Q_MATCHING, N_QUESTIONS };

// start -> left | right; left -> help | start; right -> help.
enum { P_START, P_LEFT, P_RIGHT, P_HELP, N_PASSAGES };
#define CHOICE(to_passage)                                                                                   \
    {                                                                                                        \
        .text = test_said, .to = (to_passage)                                                                \
    }
static const struct choice test_start[] = {CHOICE(P_LEFT), CHOICE(P_RIGHT)};
static const struct choice test_left[] = {CHOICE(P_HELP), CHOICE(P_START)};
static const struct choice test_right[] = {CHOICE(P_HELP)};
static const struct passage test_passages[N_PASSAGES] = {
    [P_START] = {.name = TEXT("start"), .body = test_body, .choices = test_start, .n_choices = 2},
    [P_LEFT] = {.name = TEXT("left"), .body = test_body, .choices = test_left, .n_choices = 2},
    [P_RIGHT] = {.name = TEXT("right"), .body = test_body, .choices = test_right, .n_choices = 1},
    [P_HELP] = {.name = TEXT("end"), .body = test_body, .help = true},
};

static struct item_channel test_names_line[] = {{CH_LINE, true}, {CH_PLACE, false}};
static struct item_channel test_quotes_old[] = {{CH_LINE, false}, {CH_OLD, true}};
static struct item_channel test_names_old[] = {{CH_OLD, false}};

// The order is the campaign's: messages, quizzes, stories.
enum { I_CALM, I_BRAVE, I_FIRST, I_QUOTES, I_ALONE, I_NEUTRAL, I_QUIZ, I_SHORT, I_STORY, I_OTHER, N_ITEMS };
#define ITEM_TEXTS .pack = &test_pack, .title = test_title, .easy = test_said, .discuss = test_said
#define MESSAGE(name, in_topic, named)                                                                       \
    {                                                                                                        \
        .kind = ITEM_MESSAGE, .id = TEXT(name), ITEM_TEXTS, .topic = (in_topic), .audience = KIDS,           \
        .channels = (named), .n_channels = COUNT(named), .message = {                                        \
            .body = test_body                                                                                \
        }                                                                                                    \
    }
static const struct item test_item[N_ITEMS] = {
    [I_CALM] = MESSAGE("calm", TOPIC_FEELINGS, test_names_line),
    [I_BRAVE] = MESSAGE("brave", TOPIC_ACTION, test_names_line),
    [I_FIRST] = MESSAGE("first", TOPIC_FEELINGS, test_names_line),
    [I_QUOTES] = MESSAGE("quotes", TOPIC_FEELINGS, test_quotes_old),
    [I_ALONE] = MESSAGE("alone", TOPIC_FAMILY, test_names_old),
    [I_NEUTRAL] = {.kind = ITEM_MESSAGE,
                   .id = TEXT("neutral"),
                   ITEM_TEXTS,
                   .topic = TOPIC_REST,
                   .neutral = true,
                   .message = {.body = test_body}},
    [I_QUIZ] = {.kind = ITEM_QUIZ,
                .id = TEXT("quiz"),
                ITEM_TEXTS,
                .seconds = 20,
                .channels = test_names_line,
                .n_channels = 2,
                .quiz = {test_questions, N_QUESTIONS}},
    [I_SHORT] = {.kind = ITEM_QUIZ,
                 .id = TEXT("short"),
                 ITEM_TEXTS,
                 .channels = test_names_line,
                 .n_channels = 2,
                 .quiz = {test_questions, 1}},
    [I_STORY] = {.kind = ITEM_STORY,
                 .id = TEXT("story"),
                 ITEM_TEXTS,
                 .channels = test_names_line,
                 .n_channels = 2,
                 .story = {test_passages, N_PASSAGES, P_START}},
    [I_OTHER] = {.kind = ITEM_STORY,
                 .id = TEXT("other"),
                 ITEM_TEXTS,
                 .channels = test_names_line,
                 .n_channels = 2,
                 .story = {test_passages, N_PASSAGES, P_RIGHT}},
};
static const struct item *const test_items[N_ITEMS] = {
    &test_item[0], &test_item[1], &test_item[2], &test_item[3], &test_item[4],
    &test_item[5], &test_item[6], &test_item[7], &test_item[8], &test_item[9]};

enum { L_CALM, L_QUOTES, L_HELP, L_QUIZ, L_ALONE, L_STORY, N_LOOP };
static const struct loop_entry test_loop[N_LOOP] = {
    [L_CALM] = {&test_item[I_CALM]}, [L_QUOTES] = {&test_item[I_QUOTES]}, [L_HELP] = {NULL},
    [L_QUIZ] = {&test_item[I_QUIZ]}, [L_ALONE] = {&test_item[I_ALONE]},   [L_STORY] = {&test_item[I_STORY]}};

static const struct pack *const test_packs[] = {&test_pack};
static const uint16_t test_lang_of_pack[] = {0, 1};

static const struct site_adult test_adults[] = {
    {.name = TEXT("Rosa"), .role = test_said, .room = test_said, .hours = test_said},
    {.name = TEXT("Julio"), .role = test_said, .room = test_said, .hours = test_said}};
#define SITE_UNTIL ((struct date){2027, 6, 30})
static const struct site test_site = {.institution = TEXT("San Mart\xC3\xADn"),
                                      .valid_until = {2027, 6, 30},
                                      .langs = test_langs,
                                      .n_langs = 2,
                                      .adults = test_adults,
                                      .n_adults = 2};

// Colombia's stands for all; Peru has two posters and one channel.
enum { CO, PE };
static const struct country test_countries[] = {
    [CO] = {.code = TEXT("CO"),
            .langs = test_langs,
            .words = test_word_list,
            .n_langs = 2,
            .items = test_items,
            .n_items = N_ITEMS,
            .channels = test_channels,
            .n_channels = N_CH,
            .loop = test_loop,
            .n_loop = N_LOOP,
            .neutral = &test_item[I_NEUTRAL],
            .site = &test_site,
            .lang_of_pack = test_lang_of_pack},
    [PE] = {.code = TEXT("PE"),
            .langs = test_langs,
            .words = test_word_list,
            .n_langs = 1,
            .items = test_items,
            .n_items = 2,
            .channels = test_channels,
            .n_channels = N_CH,
            .loop = test_loop,
            .n_loop = 1,
            .lang_of_pack = test_lang_of_pack},
};
static const struct campaign test_campaign = {.countries = test_countries,
                                              .n_countries = 2,
                                              .packs = test_packs,
                                              .n_packs = 1,
                                              .built_in = test_word_list,
                                              .n_built_in = 2};
// One country with nothing in it at all.
static const struct country test_empty_country = {
    .code = TEXT("CO"), .langs = test_langs, .words = test_word_list, .n_langs = 2};
static const struct campaign test_empty = {
    .countries = &test_empty_country, .n_countries = 1, .built_in = test_word_list, .n_built_in = 2};

#endif
