#include "cli/modules.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "moonspan.h"

enum { FILES_MAX = 10000, PATH_SIZE = 4096 };

/* What is looked for, and how much of it still may be. */
struct search {
    int64_t state;
    const char *start;
    size_t folder_len; /* of the start, up to its last dot */
    int files;
    int names;
};

/* A part of a path: what stands before and after its question mark. */
struct pattern {
    char folder[PATH_SIZE];
    const char *suffix;
    int suffix_len;
};

/* "a.b." of the start is "a/b/" of the folder; 0 if that is too long. */
static int read_pattern(struct pattern *pattern, const struct search *search,
                        const char *part, size_t len)
{
    const char *mark = memchr(part, '?', len);
    size_t prefix_len = mark ? (size_t)(mark - part) : 0;
    char *end;

    if (!mark || prefix_len + search->folder_len + 2 > PATH_SIZE)
        return 0;
    memcpy(pattern->folder, part, prefix_len);
    end = pattern->folder + prefix_len;
    memcpy(end, search->start, search->folder_len);
    end[search->folder_len] = '\0';
    while ((end = strchr(end, '.')))
        *end = '/';
    pattern->suffix = mark + 1;
    pattern->suffix_len = (int)(len - prefix_len - 1);
    return 1;
}

/* How much of a file's name is the module's; 0 if it is none. */
static size_t module_len(const struct pattern *pattern, const char *file)
{
    size_t len = strlen(file), suffix_len = (size_t)pattern->suffix_len;
    char path[2 * PATH_SIZE];

    if (memchr(pattern->suffix, '/', suffix_len)) {
        snprintf(path, sizeof path, "%s%s%.*s", pattern->folder, file,
                 pattern->suffix_len, pattern->suffix);
        return access(path, R_OK) == 0 ? len : 0;
    }
    if (len <= suffix_len ||
        memcmp(file + len - suffix_len, pattern->suffix, suffix_len) != 0)
        return 0;
    return len - suffix_len;
}

static void push_name(struct search *search, const char *file, size_t len)
{
    char name[PATH_SIZE];
    int name_len =
        snprintf(name, sizeof name, "%.*s%.*s", (int)search->folder_len,
                 search->start, (int)len, file);

    if (name_len >= (int)sizeof name)
        return;
    if (moon_push_bytes(search->state, name, (size_t)name_len) == MOON_OK)
        search->names--;
}

static void look_in_folder(struct search *search, const struct pattern *pattern)
{
    DIR *folder = opendir(pattern->folder[0] ? pattern->folder : ".");
    const char *typed = search->start + search->folder_len;
    const struct dirent *entry;

    while (folder && search->files > 0 && search->names > 0 &&
           (entry = readdir(folder))) {
        size_t len = 0;

        search->files--;
        if (strncmp(entry->d_name, typed, strlen(typed)) == 0)
            len = module_len(pattern, entry->d_name);
        if (len > 0 && !memchr(entry->d_name, '.', len))
            push_name(search, entry->d_name, len);
    }
    if (folder)
        closedir(folder);
}

void modules_push(int64_t state, const char *path, const char *start, int max)
{
    const char *dot = strrchr(start, '.');
    struct search search = {.state = state,
                            .start = start,
                            .folder_len = dot ? (size_t)(dot + 1 - start) : 0,
                            .files = FILES_MAX,
                            .names = max};
    struct pattern pattern;

    while (*path) {
        size_t len = strcspn(path, ";");

        if (read_pattern(&pattern, &search, path, len))
            look_in_folder(&search, &pattern);
        path += len + (path[len] == ';');
    }
}
