#include "str/path.h"

static struct view without_slashes(struct view path)
{
    while (path.len > 0 && path.bytes[path.len - 1] == '/')
        path.len--;
    return path;
}

struct view path_base(struct view path)
{
    const char *slash;

    path = without_slashes(path);
    slash = memrchr(path.bytes, '/', path.len);
    return slash ? view_skip(path, (size_t)(slash - path.bytes) + 1) : path;
}

struct view path_directory(struct view path)
{
    struct view rest = without_slashes(path);
    const char *slash;

    if (path.len == 0)
        return path;
    if (rest.len == 0)
        return view_of("/", 1);
    slash = memrchr(rest.bytes, '/', rest.len);
    if (!slash)
        return view_of(".", 1);
    rest = without_slashes(view_first(rest, (size_t)(slash - rest.bytes)));
    return rest.len ? rest : view_of("/", 1);
}
