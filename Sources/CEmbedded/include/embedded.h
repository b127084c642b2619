#pragma once
#include <stddef.h>
#include <stdint.h>

// Data files compiled into the binary by C23 #embed; see embedded.c.
const uint8_t *redian_model(void);
size_t redian_model_size(void);
const uint8_t *redian_taxonomy(void);
size_t redian_taxonomy_size(void);
const uint8_t *redian_calendar(void);
size_t redian_calendar_size(void);
const uint8_t *redian_lexicon(void);
size_t redian_lexicon_size(void);
const uint8_t *redian_frames(void);
size_t redian_frames_size(void);
