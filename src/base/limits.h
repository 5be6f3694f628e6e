// SPDX-License-Identifier: MIT
// Every cap on what comes from outside, in one place. Sizes are bytes unless the name says otherwise.
#ifndef CHASQUI_BASE_LIMITS_H
#define CHASQUI_BASE_LIMITS_H

// Diagnostics
#define LIMIT_DIAGS 1000        // kept and printed; the rest is counted
#define LIMIT_DIAG_ARG_BYTES 80 // a quoted piece of a file

// A pack on disk
#define LIMIT_PACK_FILES 100000 // entries, folders too
#define LIMIT_PACK_DEPTH 4      // folders below the pack's own
#define LIMIT_TEXT_FILE (1 << 20)
#define LIMIT_SVG_FILE (1 << 20)
#define LIMIT_PICTURE_FILE (20 << 20)
#define LIMIT_SOUND_FILE (200 << 20)
#define LIMIT_PICTURE_SIDE 8192         // px
#define LIMIT_PICTURE_PIXELS (32 << 20) // px
#define LIMIT_DECODE_CPU_MS 5000        // of one picture
#define LIMIT_DECODE_WALL_MS 10000
#define LIMIT_PROBE_CPU_MS 1000          // of one picture, when only its soundness is asked for
#define LIMIT_DECODE_TRIES 3             // of a picture that the decoder was lost over
#define LIMIT_IMPORT_MEMORY (1024 << 20) // address space of an import
#define LIMIT_DECODE_MEMORY (1024 << 20) // address space of the program that decodes
#define LIMIT_PATH 240
#define LIMIT_LINE 20000 // bytes in one line of a text file

// Signed packs
#define LIMIT_MANIFEST (32 << 20)
#define LIMIT_SIGNATURE_FILE 4096
#define LIMIT_KEY_FILE 4096
#define LIMIT_KEY_MEMORY (1u << 30) // of scrypt, to open a secret key: what minisign itself asks for
#define LIMIT_KEY_WORK (1u << 25)   // scrypt's opslimit, likewise
#define LIMIT_KEY_NAME 64
#define LIMIT_KEYS 256              // believed, and revoked, on one kiosk
#define LIMIT_KEYS_FILE (128 << 10) // a list of keys, the revoked ones
#define LIMIT_KEYS_WHY 200          // why one is revoked
#define LIMIT_SERIAL_JUMP 1000      // from one list of keys to the next

// A pack on its way in
#define LIMIT_PACK_BYTES (4096ull << 20) // of all its files
#define LIMIT_PACK_READ (96 << 20)       // of them, what its readers want to see: texts, heads of pictures
#define LIMIT_PACK_NAMES (16 << 20)      // of all its paths
#define LIMIT_ZIP_RATIO 200              // of a deflated file over LIMIT_ZIP_PLAIN, unpacked to packed
#define LIMIT_ZIP_PLAIN (1 << 20)
#define LIMIT_SPACE_MARGIN (64ull << 20)   // that an import leaves free beside its content
#define LIMIT_UNSIGNED_BYTES (64ull << 20) // of a pack that nobody signed, as it lies on the disk
#define LIMIT_LOOP 60000                   // posters in a country's loop; places in it are 16 bits
#define LIMIT_UNSIGNED_ITEMS 200           // of all such packs together
#define LIMIT_UNSIGNED_PACKS 8             // such packs in a generation
#define LIMIT_UNSIGNED_SECONDS 20          // that one of its items stands in the loop
#define LIMIT_VERSION_FIRST 100000000      // of a pack that isn't here yet: a date's eight digits
#define LIMIT_VERSION_JUMP 1000000         // from the version that is here
#define LIMIT_STICK_PACKS 64               // that are looked at on a stick
#define LIMIT_STICK_DEPTH 3                // folders below the stick's own
#define LIMIT_STICK_ENTRIES 20000
#define LIMIT_STICK_FOLDER 5000 // of them in one folder: an album hides nothing beside it

// Names
#define LIMIT_ID 48                // characters of an ID
#define LIMIT_VERSION 999999999999 // of a pack
#define LIMIT_LANGUAGES 16         // of one country's packs together
#define LIMIT_TAG 24               // a BCP 47 tag

// YAML
#define LIMIT_YAML_DEPTH 8
#define LIMIT_YAML_NODES 200000 // in one file
#define LIMIT_YAML_FIELDS 1000  // in the front matter of one

// Content
#define LIMIT_PACKS 32
#define LIMIT_COUNTRIES 16
#define LIMIT_ITEMS 20000 // of one country
#define LIMIT_CHANNELS 500
#define LIMIT_ITEM_CHANNELS 16
#define LIMIT_TITLE 90      // characters
#define LIMIT_BLOCKS 60     // paragraphs and list points of a message
#define LIMIT_BLOCK 1200    // characters
#define LIMIT_LIST_LEVEL 3  // lists in lists, counted from 0
#define LIMIT_QUESTIONS 40  // in a quiz
#define LIMIT_ANSWERS 8     // to a question
#define LIMIT_PAIRS 8       // of a matching question
#define LIMIT_PROMPT 400    // characters of a question
#define LIMIT_ANSWER 200    // characters of an answer
#define LIMIT_FEEDBACK 500  // characters
#define LIMIT_PASSAGES 100  // in a story
#define LIMIT_CHOICES 6     // out of a passage
#define LIMIT_PASSAGE 1200  // characters
#define LIMIT_STEPS 10      // of "what happens"
#define LIMIT_SITE_ADULTS 6 // on the site card
#define LIMIT_SOURCES 20
#define LIMIT_SECONDS_MIN 4 // a poster in the loop
#define LIMIT_SECONDS_MAX 60

// The store
#define LIMIT_GENERATION_FILE (64 << 10)
#define LIMIT_GENERATION 999999999 // their numbers
#define LIMIT_GENERATIONS_KEPT 5
#define LIMIT_STORE_NAMES 10000 // in one of its folders
#define LIMIT_TRIES 3           // starts of a generation that never ran well
#define LIMIT_INDEX_FILE (1 << 30)
#define LIMIT_CONFIRMED 2000 // channels that somebody here has dialled

// Tapes
#define LIMIT_TAPE_FILE LIMIT_TEXT_FILE
#define LIMIT_TAPE_LINE 4000 // a line for the desk tells a whole channel
#define LIMIT_TAPE_NESTING 3
#define LIMIT_TAPE_REPEAT 1000000
#define LIMIT_TAPE_STEPS 100000000 // with every repetition
#define LIMIT_TAPE_DAYS 3700       // of simulated time
#define LIMIT_TAPE_IDLE_MS 3600000

// The operator's desk
#define LIMIT_DESK_LINE 16384 // bytes
#define LIMIT_DESK_FILE LIMIT_TEXT_FILE
#define LIMIT_DESK_FIELD 1000 // bytes of a field, as it is kept
#define LIMIT_DESK_STICKS 8
#define LIMIT_DESK_PACKS 64
#define LIMIT_DESK_ADULTS 8
#define LIMIT_DESK_CHANNEL_CHANGES 2000 // a plan with more of them can't be agreed to
#define LIMIT_DESK_CHANGES 300          // shown; all are counted
#define LIMIT_DESK_PROBLEMS 200         // shown; all are counted
#define LIMIT_DESK_POSTERS 600
#define LIMIT_DESK_GENERATIONS 50
#define LIMIT_DESK_HEALTH 60
#define LIMIT_DESK_COUNTS 500

// The screen
#define LIMIT_SCREEN_SIDE 7680 // px
#define LIMIT_SCREEN_SIDE_MIN 320
#define LIMIT_FINGERS 10
#define LIMIT_SPEECH_LINE 8192 // bytes to or from the program that reads aloud

// What the kiosk keeps and hears
#define LIMIT_SETTINGS_FILE (64 << 10)
#define LIMIT_USB_DESCRIPTORS (128 << 10) // of one device; the kernel has no more than half of it
#define LIMIT_COUNTS 10000                // items with a count, of all months together
#define LIMIT_COUNTS_MONTHS 24            // months that are kept
#define LIMIT_COUNTS_FILE (4 << 20)
#define LIMIT_STICKS 8 // sticks and the inbox
#define LIMIT_STICK_PATH 512
#define LIMIT_MOUNTS_FILE (1 << 20)  // of /proc/self/mountinfo
#define LIMIT_INBOX_FOLDERS 1000     // that are watched in it
#define LIMIT_CHILD_LINE 8192        // bytes of one line from a program that the kiosk started
#define LIMIT_CHILD_NEWS (1 << 20)   // bytes of its lines that wait to be taken
#define LIMIT_CHILD_TOTAL (64 << 20) // bytes that it may say in all

#endif
