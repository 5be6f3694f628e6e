// SPDX-License-Identifier: MIT
#include "unit/content/good_pack.h"

#include "base/limits.h"

#define CHANGES 4
#define IFID "{\"ifid\": \"3C0B6E4A-7D52-4F19-9A68-21D4B7E05F83\", \"start\": \"inicio\"}"

static const struct {
    struct made_up_change changes[CHANGES];
    const char *said;
    int items; // that are read; -1: the pack can't be shown
} rows[] = {
    {{{NULL, NULL}}, "", 3},

    // pack.yaml
    {{{"pack.yaml", NULL}}, " pack-yaml-missing", -1},
    {{{"pack.yaml", "chasqui: 2\nid: a\n"}}, "pack.yaml:1:10 pack-newer", -1},
    {{{"pack.yaml", "hola\n"}}, "pack.yaml:1:1 value-not-map", -1},
    {{{"pack.yaml", "# nada\n"}}, "pack.yaml file-empty", -1},
    {{{"pack.yaml",
       "chasqui: 1\nid: a\nversion: 1\ntitle: {es: T, en: T}\npublisher: R\nlanguages: [es, en]\n"}},
     "pack.yaml:1:1 key-missing",
     -1},
    {{{"pack.yaml",
       "chasqui: 1\nid: a\nversion: 1\ntitle: {es: T}\npublisher: R\ncountry: co\nlanguages: [es]\n"}},
     "pack.yaml:6:10 country-unknown",
     -1},
    {{{"pack.yaml",
       "chasqui: 1\nid: a\nversion: 1\ntitle: {es: T}\npublisher: R\ncountry: CO\nlanguages: []\n"}},
     "pack.yaml:7:12 value-empty",
     -1},
    {{{"pack.yaml", "chasqui: 1\nid: A b\nversion: 0\ntitle: {es: T, en: T}\npublisher: R\ncountry: "
                    "ZZ\nlanguages: [es, en]\n"
                    "valid_until: 2027-02-30\ncolour: red\nlop: [help]\n"}},
     "pack.yaml:2:5 bad-id; pack.yaml:3:10 value-not-number; "
     "pack.yaml:8:14 value-not-date; pack.yaml:9:1 unknown-key; pack.yaml:10:1 unknown-key",
     3},
    {{{"pack.yaml", "chasqui: 1\nid: a\nversion: 18446744073709551615\ntitle: T\npublisher: R\ncountry: CO\n"
                    "languages: [es, en, es, English]\n"}},
     "pack.yaml:3:10 value-not-number; pack.yaml:4:8 value-not-texts; pack.yaml:7:21 value-repeated; "
     "pack.yaml:7:25 bad-language",
     3},
    {{{"pack.yaml", GOOD_PACK_YAML "loop: [message/hola, help, quiz/perfil, story/amigo]\n"}}, "", 3},
    {{{"pack.yaml", GOOD_PACK_YAML "loop: [mesage/hola, quiz/nada, holas, halp]\n"}},
     "pack.yaml:10:8 loop-unknown; pack.yaml:10:21 loop-unknown; pack.yaml:10:32 loop-unknown; "
     "pack.yaml:10:39 loop-unknown",
     3},
    {{{"pack.yaml", GOOD_PACK_YAML "loop: message/hola\n"}}, "pack.yaml:10:7 value-not-list", 3},
    {{{"pack.yaml", GOOD_PACK_YAML
       "reviewed:\n  - role: children\n    by: X\n    date: 2026-10-01\n  - role: friend\n    by: X\n"}},
     "pack.yaml:14:5 key-missing; pack.yaml:14:11 value-not-allowed",
     3},
    {{{"pack.yaml", GOOD_PACK_YAML "title:\n  es: otra vez\n"}}, "pack.yaml:10:1 yaml-duplicate-key", 3},
    {{{"pack.yaml",
       "chasqui: 1\nid: a\nversion: 1\ntitle: {en: T}\npublisher: R\ncountry: CO\nlanguages: [es, en]\n"}},
     "pack.yaml:4:8 text-no-default",
     3},
    {{{"pack.yaml", "chasqui: 1\nid: a\nversion: 1\ntitle: {es: T, fr: T}\npublisher: R\ncountry: "
                    "CO\nlanguages: [es, en]\n"}},
     "pack.yaml:4:16 language-unlisted",
     3},
    {{{"pack.yaml",
       "chasqui: 1\nid: a\nversion: 1\ntitle: {es: T}\npublisher: R\ncountry: CO\nlanguages: [es, en]\n"}},
     "pack.yaml:4:8 text-untranslated",
     3},

    // Files that are where they shouldn't be
    {{{"message", "x"}}, "message file-unknown", 3},
    {{{"Pack.yaml", "x"}}, "Pack.yaml file-unknown", 3},
    {{{"README.txt", "x"}, {"MANIFEST", "x"}, {".DS_Store", "x"}, {"messages/Thumbs.db", "x"}}, "", 3},
    {{{"messages/._hola.es.md", "x"}, {"pictures/desktop.ini", "x"}}, "", 3},
    {{{"messages/hola.es.md.txt", "x"}}, "messages/hola.es.md.txt file-name", 3},
    {{{"messages/adios.md", "x"}}, "messages/adios.md file-name", 3},
    {{{"messages/Adios.es.md", "x"}}, "messages/Adios.es.md file-name", 3},
    {{{"messages/adi\xC3\xB3s.es.md", "x"}}, "messages/adi\xC3\xB3s.es.md file-name", 3},
    {{{"messages/adios.ES.md", "x"}}, "messages/adios.ES.md bad-language", 3},
    {{{"messages/adios.fr.md", "# T\n\nx\n"}}, "messages/adios.fr.md language-unlisted", 3},
    {{{"messages/a/b.es.md", "x"}}, "messages/a/b.es.md file-unknown", 3},
    {{{"messages/a\\b.es.md", "x"}}, "messages/a\\b.es.md file-unsafe-name", 3},
    {{{"../x.md", "x"}}, "../x.md file-unsafe-name", 3},
    {{{"messages/a\x01.es.md", "x"}}, "messages/a\x01.es.md file-unsafe-name", 3},
    {{{"words/English.yaml", "x"}}, "words/English.yaml bad-language", 3},
    {{{"words/fr.yaml", "x"}}, "words/fr.yaml language-unlisted", 3},
    {{{"words/en.yaml", "help: x\n"}}, "words/en.yaml words-own", 3},
    {{{"channels.yaml", "# nada\n"}},
     "channels.yaml file-empty; messages/hola.es.md:4:12 channel-unknown; quizzes/perfil.es.gift:4:15 "
     "channel-unknown; "
     "stories/amigo.es.twee:10:12 channel-unknown",
     3},
    {{{"sounds/hola.es.mp3", "x"}}, "sounds/hola.es.mp3 file-name", 3},
    {{{"sounds/hola.fr.wav", "x"}}, "sounds/hola.fr.wav language-unlisted", 3},
    {{{"pictures/Foto.JPG", "x"}}, "pictures/Foto.JPG file-name", 3},

    // The languages of an item
    {{{"messages/hola.en.md", NULL}}, "messages/hola.es.md translation-missing", 3},
    {{{"messages/hola.es.md", NULL}}, "messages/hola.en.md default-missing", 2},
    {{{"messages/hola.en.md", "# Hola\xF1\n"}}, "messages/hola.en.md:1:7 file-not-utf8", 3},
    {{{"messages/hola.es.md", "\n"}, {"pack.yaml", GOOD_PACK_YAML "loop: [message/hola]\n"}},
     "messages/hola.es.md:1:1 markdown-no-title",
     2},
    {{{"messages/hola.en.md", "---\ntopic: friends\nchannels: [linea-141]\n---\n# Hello\n\nOne.\n"}}, "", 3},
    {{{"messages/hola.en.md", "---\ntopic: family\n---\n# Hello\n\nOne.\n"}},
     "messages/hola.en.md:1:1 translation-field",
     3},
    {{{"messages/hola.es.md",
       "---\ntopic: rest\naudience: [teens]\nchannels: [linea-114, otra]\n---\n# Hola\n\nUno.\n"}},
     "messages/hola.es.md:4:12 channel-unknown; messages/hola.es.md:4:23 channel-unknown",
     3},
    {{{"messages/hola.es.md",
       "---\ntopic: rest\naudience: [teens]\npicture: foto.svg\n---\n# Hola\n\nUno.\n"}},
     "messages/hola.es.md:4:10 picture-missing",
     3},
    {{{"quizzes/perfil.en.gift", "// title: P\n\n::foto:: What? {\n=A#a\n~B#b\n~C#c\n}\n"}},
     "quizzes/perfil.en.gift:3:1 structure-differs",
     3},
    {{{"quizzes/perfil.en.gift", "// title: P\n\n::foto:: What? {\n~A#a\n=B#b\n}\n"}},
     "quizzes/perfil.en.gift:3:1 structure-differs",
     3},
    {{{"quizzes/perfil.en.gift", "// title: P\n\n::photo:: What? {\n=A#a\n~B#b\n}\n"}},
     "quizzes/perfil.en.gift:3:1 structure-differs",
     3},
    {{{"quizzes/perfil.en.gift", "// title: P\n\n::foto:: What? {T#a#b}\n"}},
     "quizzes/perfil.en.gift:3:1 structure-differs",
     3},
    {{{"quizzes/perfil.en.gift", GOOD_QUIZ_EN "\n::dos:: Two? {\n=A#a\n~B#b\n}\n"}},
     "quizzes/perfil.en.gift:1:1 structure-differs",
     3},
    {{{"stories/amigo.en.twee", ":: StoryTitle\nFriend\n\n:: StoryData\n" IFID "\n\n:: inicio\nIt begins.\n\n"
                                "[[Go on->end]]\n\n:: end [help]\nThere is help.\n"}},
     "stories/amigo.en.twee:1:1 structure-differs; stories/amigo.en.twee:10:1 structure-differs; "
     "stories/amigo.en.twee:12:1 structure-differs",
     3},

    // The fields of each format
    {{{"messages/hola.es.md", "---\ntopic: freinds\naudience: [kids]\nseconds: 2\nneutral: "
                              "maybe\neasy:\nfoo: x\n---\n# Hola\n\nUno.\n"}},
     "messages/hola.es.md:2:8 value-not-allowed; messages/hola.es.md:3:12 value-not-allowed; "
     "messages/hola.es.md:4:10 value-not-number; messages/hola.es.md:5:10 value-not-allowed; "
     "messages/hola.es.md:6:1 value-empty; messages/hola.es.md:7:1 unknown-key",
     2},
    {{{"messages/hola.es.md", "---\nchannels: linea-141\n---\n# Hola\n\nUno.\n"}},
     "messages/hola.es.md:2:11 value-not-list",
     2},
    {{{"messages/hola.es.md", "---\nchannels: [linea-141, linea-141]\n---\n# Hola\n\nUno.\n"}},
     "messages/hola.es.md:2:23 value-repeated",
     2},
    {{{"quizzes/perfil.es.gift",
       "// title: P: uno\n// topic: freinds\n// channels: [linea-141\n\n::foto:: Q? {\n=A#a\n~B#b\n}\n"}},
     "quizzes/perfil.es.gift:2:11 value-not-allowed; quizzes/perfil.es.gift:3:14 yaml-bracket",
     2},
    {{{"stories/amigo.es.twee",
       ":: StoryTitle\nAmigo\n\n:: StoryData\n" IFID "\n\n:: Chasqui\n"
       "channels: [linea-141]\ndiscuss: Ojo: no\ntopics: rest\n\n:: inicio\nEmpieza.\n\n[[Sigue->fin]]\n\n"
       ":: fin [help]\nHay ayuda.\n"}},
     "stories/amigo.es.twee:10:1 unknown-key",
     2},
};

static void a_pack_is_read_and_everything_wrong_is_named(void **state)
{
    (void)state;
    int failed = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct made_up m;
        made_up_init(&m);
        good_pack_with(&m, rows[i].changes, CHANGES);
        struct pack *pack = pack_read(made_up_tree(&m), &m.arena, &m.diags);
        const char *said = made_up_said(&m);
        int items = pack ? (int)pack->n_items : -1;
        if (strcmp(said, rows[i].said) != 0 || items != rows[i].items) {
            print_error("row %zu, %s: %d items, said \"%s\"\n", i, rows[i].changes[0].path, items, said);
            failed++;
        }
        made_up_fini(&m);
    }
    assert_int_equal(failed, 0);
}

static void the_model_is_filled(void **state)
{
    (void)state;
    static const struct made_up_change changes[] = {
        {"pack.yaml", GOOD_PACK_YAML "loop: [help, story/amigo]\nvalid_until: 2027-12-31\n"},
        {"messages/hola.en.md", NULL},
        {"pictures/x.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"20\"></svg>"},
        {"messages/adios.es.md", "---\ntopic: rest\naudience: [teens]\npicture: x.svg\nneutral: "
                                 "yes\nseconds: 7\neasy: Chao.\n---\n# Adi\xC3\xB3s\n\nTres.\n"},
    };
    struct made_up m;
    made_up_init(&m);
    good_pack_with(&m, changes, 4);
    struct pack *pack = pack_read(made_up_tree(&m), &m.arena, &m.diags);
    assert_non_null(pack);
    assert_int_equal(m.diags.errors, 0);
    assert_true(slice_is(pack->id, "prueba"));
    assert_int_equal(pack->version, 4);
    assert_true(slice_is(pack->title[1], "You are not alone"));
    assert_int_equal(pack->valid_until.year, 2027);
    assert_int_equal(pack->n_langs, 2);
    assert_int_equal(pack->n_items, 4);
    const struct item *adios = &pack->items[0], *hola = &pack->items[1], *quiz = &pack->items[2],
                      *story = &pack->items[3];
    assert_true(slice_is(adios->id, "adios") && slice_is(hola->id, "hola"));
    assert_true(adios->neutral && adios->seconds == 7);
    assert_int_equal(adios->picture->height, 20);
    assert_true(slice_is(adios->easy[1], "Chao."));
    assert_int_equal(hola->langs_present, 1);
    assert_true(slice_is(hola->title[1].text, "Hola"));
    assert_int_equal(hola->topic, TOPIC_FRIENDS);
    assert_int_equal(hola->n_channels, 1);
    assert_int_equal(hola->message.body[1].n_blocks, 1);
    assert_int_equal(quiz->langs_present, 3);
    assert_true(slice_is(quiz->quiz.questions[0].answers[0].text[1], "Nothing"));
    assert_true(quiz->quiz.questions[0].answers[0].right && !quiz->quiz.questions[0].answers[1].right);
    assert_true(slice_is(story->story.passages[story->story.start].choices[0].text[1], "Go on"));
    assert_true(story->story.passages[story->story.passages[0].choices[0].to].help);
    assert_int_equal(pack->n_loop, 2);
    assert_null(pack->loop[0].item);
    assert_ptr_equal(pack->loop[1].item, story);
    made_up_fini(&m);
}

// Without `loop:` every message is in it but the neutral one, which a pack that wants it there names.
static void the_neutral_poster_is_only_in_a_loop_that_names_it(void **state)
{
    (void)state;
    static const struct {
        const char *yaml;
        size_t n;
        const char *first;
    } loops[] = {
        {GOOD_PACK_YAML, 1, "hola"},
        {GOOD_PACK_YAML "loop: [message/adios, message/hola]\n", 2, "adios"},
    };
    for (size_t i = 0; i < sizeof loops / sizeof *loops; i++) {
        const struct made_up_change changes[] = {
            {"pack.yaml", loops[i].yaml},
            {"messages/adios.es.md",
             "---\ntopic: rest\naudience: [teens]\nneutral: yes\n---\n# Adi\xC3\xB3s\n\nTres.\n"},
        };
        struct made_up m;
        made_up_init(&m);
        good_pack_with(&m, changes, 2);
        struct pack *pack = pack_read(made_up_tree(&m), &m.arena, &m.diags);
        assert_non_null(pack);
        assert_int_equal(m.diags.errors, 0);
        assert_int_equal(pack->n_loop, loops[i].n);
        assert_true(slice_is(pack->loop[0].item->id, loops[i].first));
        made_up_fini(&m);
    }
}

static void what_is_no_file_is_named(void **state)
{
    (void)state;
    struct made_up m;
    made_up_init(&m);
    good_pack_with(&m, NULL, 0);
    made_up_file(&m, "messages/lazo.es.md", "x")->kind = TREE_LINK;
    made_up_file(&m, "pictures/caja.png", "x")->kind = TREE_OTHER;
    made_up_file(&m, "sounds/hola.es.wav", "x")->fault = TREE_TOO_LARGE;
    made_up_file(&m, "words", "x");
    good_pack_folder(&m, "messages");
    good_pack_folder(&m, "otra");
    made_up_file(&m, "otra/cosa.txt", "x");
    good_pack_folder(&m, "otra/mas");
    made_up_file(&m, "otra/mas/cosa.txt", "x");
    good_pack_folder(&m, "stories/otra.es.twee");
    m.tree.truncated = true;
    m.tree.root = SLICE("p");
    assert_non_null(pack_read(made_up_tree(&m), &m.arena, &m.diags));
    assert_string_equal(made_up_said(&m),
                        "p pack-too-large; p/messages/lazo.es.md file-not-plain; p/otra file-unknown; "
                        "p/pictures/caja.png file-not-plain; p/sounds/hola.es.wav file-too-large; "
                        "p/stories/otra.es.twee file-not-plain; p/words folder-not-folder");
    made_up_fini(&m);
}

static void ten_thousand_stray_files_are_counted(void **state)
{
    (void)state;
    struct made_up m;
    made_up_init(&m);
    good_pack_with(&m, NULL, 0);
    for (int i = 0; i < 10000; i++)
        made_up_file(&m, arena_format(&m.arena, "messages/basura%d.txt", i).p, "x");
    assert_non_null(pack_read(made_up_tree(&m), &m.arena, &m.diags));
    assert_int_equal(m.diags.errors, 10000);
    assert_int_equal(m.diags.count, LIMIT_DIAGS);
    made_up_fini(&m);
}

static void paths_say_how_much_of_a_file_is_wanted(void **state)
{
    (void)state;
    assert_int_equal(pack_wants(SLICE("messages/a.es.md")), LIMIT_TEXT_FILE);
    assert_int_equal(pack_wants(SLICE("pictures/a.svg")), LIMIT_SVG_FILE);
    assert_in_range(pack_wants(SLICE("pictures/a.jpg")), 1, LIMIT_PICTURE_FILE - 1);
    assert_in_range(pack_wants(SLICE("sounds/a.es.wav")), 36, 1000); // its header
    assert_int_equal(pack_wants(SLICE("otra/cosa")), 0);
    assert_int_equal(pack_cap(SLICE("sounds/a.es.wav")), LIMIT_SOUND_FILE);
    assert_int_equal(pack_cap(SLICE("pictures/a.png")), LIMIT_PICTURE_FILE);
    assert_int_equal(pack_cap(SLICE("pack.yaml")), LIMIT_TEXT_FILE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pack_is_read_and_everything_wrong_is_named),
        cmocka_unit_test(the_model_is_filled),
        cmocka_unit_test(the_neutral_poster_is_only_in_a_loop_that_names_it),
        cmocka_unit_test(what_is_no_file_is_named),
        cmocka_unit_test(ten_thousand_stray_files_are_counted),
        cmocka_unit_test(paths_say_how_much_of_a_file_is_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
