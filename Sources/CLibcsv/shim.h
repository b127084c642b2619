#pragma once
#include <csv.h>

// libcsv's states have no names in its header: 0 is "row not begun", 1 "field not begun", 2 "field
// begun", 3 "perhaps ended" (just after a quote inside quotes). Unchanged from 3.0.0 to the last commit.

// True between two records: nothing is held back, and what comes next begins a row.
static inline int csv_is_between_rows(const struct csv_parser *parser) {
  return parser->pstate == 0;
}

// True where a quote is open: delimiters and line breaks that come next are text.
static inline int csv_is_inside_quotes(const struct csv_parser *parser) {
  return parser->pstate == 2 && parser->quoted;
}
