#include "embedded.h"

// The compiler notes embedded files as dependencies, so a changed file is compiled in anew.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t model[] = {
#embed "model.bin"
};

static const uint8_t taxonomy[] = {
#embed "taxonomy.yaml"
};

static const uint8_t calendar[] = {
#embed "calendar.csv"
};

static const uint8_t lexicon[] = {
#embed "lexicon.yaml"
};

static const uint8_t frames[] = {
#embed "frames.tsv"
};

const uint8_t *redian_model(void) { return model; }
size_t redian_model_size(void) { return sizeof model; }
const uint8_t *redian_taxonomy(void) { return taxonomy; }
size_t redian_taxonomy_size(void) { return sizeof taxonomy; }
const uint8_t *redian_calendar(void) { return calendar; }
size_t redian_calendar_size(void) { return sizeof calendar; }
const uint8_t *redian_lexicon(void) { return lexicon; }
size_t redian_lexicon_size(void) { return sizeof lexicon; }
const uint8_t *redian_frames(void) { return frames; }
size_t redian_frames_size(void) { return sizeof frames; }
