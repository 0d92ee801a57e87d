#include "vm/trail.h"

#include <inttypes.h>
#include <stdio.h>

enum { NAME_MAX_LEN = 64 };

static bool is_word(const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        char c = bytes[i];
        bool is_letter =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';

        if (!is_letter && (i == 0 || c < '0' || c > '9'))
            return false;
    }
    return len > 0 && len <= NAME_MAX_LEN;
}

static void append_name(const char *name, size_t len, struct buffer *buffer,
                        struct arena *arena)
{
    if (is_word(name, len)) {
        buffer_append(buffer, arena, ".", 1);
        buffer_append(buffer, arena, name, len);
    } else {
        buffer_append(buffer, arena, "[\"", 2);
        buffer_append(buffer, arena, name,
                      len < NAME_MAX_LEN ? len : NAME_MAX_LEN);
        buffer_append(buffer, arena, "\"]", 2);
    }
}

static void append_key(const struct trail_key *key, struct buffer *buffer,
                       struct arena *arena)
{
    char text[32];
    int len;

    switch (key->kind) {
    case TRAIL_NOTHING: break;
    case TRAIL_NAME: append_name(key->name, key->len, buffer, arena); break;
    case TRAIL_INDEX:
        len = snprintf(text, sizeof text, "[%" PRId64 "]", key->index);
        buffer_append(buffer, arena, text, (size_t)len);
        break;
    }
}

void trail_append(const struct trail *trail, struct buffer *buffer,
                  struct arena *arena)
{
    buffer_append(buffer, arena, "$", 1);
    for (int i = 0; i < trail->depth; i++)
        append_key(&trail->keys[i], buffer, arena);
}
