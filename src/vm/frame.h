/*
 * The words that a state shares with its host; moonspan.h describes them.
 *
 * The host writes them without asking, so nothing in them is believed.
 */
#ifndef MOON_VM_FRAME_H
#define MOON_VM_FRAME_H

#include "vm/state.h"

/*
 * Pushes the arguments in the frame on st->co, which has room for them, and
 * takes them out of it.  MOON_OK, MOON_EINVAL, MOON_ECONVERT.
 */
int32_t frame_push_arguments(struct state *st);

/* Writes what fits of the results of st->co into the frame. */
void frame_show_results(struct state *st);

/*
 * When the frame asks for it: writes the bytes of the first result, if that is
 * a table, and marks its kind if there is output.
 */
void frame_show_first(struct state *st);

/* Says which function of the host is called, with how many arguments. */
void frame_show_question(struct state *st);

/* Says how much output waits. */
void frame_show_news(struct state *st);

#endif
