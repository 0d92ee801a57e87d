#include "str/shape.h"

void shape_repeat(char *to, size_t len, struct view piece)
{
    size_t done = piece.len < len ? piece.len : len;

    if (piece.len == 1) {
        memset(to, piece.bytes[0], len);
        return;
    }
    memcpy(to, piece.bytes, done);
    while (done < len) {
        size_t more = done < len - done ? done : len - done;

        memcpy(to + done, to, more);
        done += more;
    }
}

#ifdef __x86_64__
# include <immintrin.h>

/* All but the first bytes, of which it returns how many they are. */
__attribute__((target("avx2"))) static size_t reverse_avx2(char *to,
                                                           struct view v)
{
    const __m256i order = _mm256_broadcastsi128_si256(
        _mm_setr_epi8(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));

    for (; v.len >= 32; v.len -= 32, to += 32) {
        __m256i all = _mm256_loadu_si256((const void *)(v.bytes + v.len - 32));

        all = _mm256_permute4x64_epi64(_mm256_shuffle_epi8(all, order), 0x4e);
        _mm256_storeu_si256((void *)to, all);
    }
    return v.len;
}

static size_t reverse_wide(char *to, struct view v)
{
    return __builtin_cpu_supports("avx2") ? reverse_avx2(to, v) : v.len;
}

#else

static size_t reverse_wide(char *to, struct view v)
{
    (void)to;
    return v.len;
}

#endif

void shape_reverse(char *to, struct view v)
{
    size_t left = reverse_wide(to, v);

    to += v.len - left;
    while (left > 0)
        *to++ = v.bytes[--left];
}

/*
 * Where the line begins that is being read, and the last space in it; both are
 * the same when no space was seen.
 */
struct wrap {
    struct sink *sink;
    struct view v;
    struct view line_break;
    size_t line;
    size_t space;
};

/* Ends the line before `at`, and begins the next at `next`. */
static void break_line(struct wrap *w, size_t at, size_t next)
{
    sink_append(w->sink, w->v.bytes + w->line, at - w->line);
    sink_append_view(w->sink, w->line_break);
    w->line = next;
}

/* A break at the very end is no break unless it is a byte that is not cut. */
static bool is_break(const struct wrap *w, size_t at, bool plain)
{
    struct view rest = view_skip(w->v, at);

    if (plain)
        return rest.bytes[0] == w->line_break.bytes[0];
    return rest.len > w->line_break.len && view_starts(rest, w->line_break);
}

void shape_wrap(struct sink *sink, struct view v,
                const struct shape_lines *lines)
{
    struct wrap w = {sink, v, lines->line_break, 0, 0};
    bool plain = lines->line_break.len == 1 && !lines->cut;

    for (size_t i = 0; i < v.len; i++) {
        bool is_full = (int64_t)(i - w.line) >= lines->width;

        if (is_break(&w, i, plain)) {
            break_line(&w, i, i + w.line_break.len);
            w.space = w.line;
            i = w.line - 1;
        } else if (v.bytes[i] == ' ') {
            if (is_full)
                break_line(&w, i, i + 1);
            w.space = i;
        } else if (is_full && lines->cut && w.line >= w.space) {
            break_line(&w, i, i);
            w.space = i;
        } else if (is_full && w.line < w.space) {
            break_line(&w, w.space, w.space + 1);
            w.space = w.line;
        }
    }
    sink_append_view(sink, view_skip(v, w.line));
}

static bool is_newline(char c)
{
    return c == '\n' || c == '\r';
}

void shape_mark_breaks(struct sink *sink, struct view v, struct view tag)
{
    size_t done = 0, i = 0;

    while (i < v.len) {
        if (!is_newline(v.bytes[i])) {
            i++;
            continue;
        }
        sink_append(sink, v.bytes + done, i - done);
        sink_append_view(sink, tag);
        done = i++;
        if (i < v.len && is_newline(v.bytes[i]) && v.bytes[i] != v.bytes[done])
            i++;
    }
    sink_append(sink, v.bytes + done, v.len - done);
}

void shape_chunks(char *to, struct view v, size_t len, struct view end)
{
    do {
        size_t piece = v.len < len ? v.len : len;

        memcpy(to, v.bytes, piece);
        memcpy(to + piece, end.bytes, end.len);
        to += piece + end.len;
        v = view_skip(v, piece);
    } while (v.len > 0);
}
