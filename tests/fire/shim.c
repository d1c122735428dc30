/* Every call that changes what is under FIRE_ROOT is counted, and before the one of a
   number the process is killed (FIRE_KILL) or the call fails (FIRE_FAIL, FIRE_ERRNO).
   FIRE_LOG: each call that was done, with its data, for the model of a disk. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static const char *root;
static long calls, kill_at = -1, fail_at = -1;
static int with_errno, log_fd = -1;

static long number(const char *name) {
  const char *text = getenv(name);
  return text ? atol(text) : -1;
}

__attribute__((constructor)) static void begin(void) {
  const char *log = getenv("FIRE_LOG");
  root = getenv("FIRE_ROOT");
  kill_at = number("FIRE_KILL");
  fail_at = number("FIRE_FAIL");
  with_errno = (int)number("FIRE_ERRNO");
  if (log) log_fd = (int)syscall(SYS_openat, AT_FDCWD, log, O_CREAT | O_WRONLY | O_APPEND, 0600);
}

/* The whole path; 0 where it is not under the root. */
static int whole(int folder, const char *path, char *out, size_t room) {
  char link[64];
  ssize_t n = 0;
  if (!root) return 0;
  if (path && path[0] == '/') {
    snprintf(out, room, "%s", path);
  } else {
    if (folder == AT_FDCWD) snprintf(link, sizeof link, "/proc/self/cwd");
    else snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    n = readlink(link, out, room - 1);
    if (n < 0) return 0;
    out[n] = 0;
    if (path) snprintf(out + n, room - (size_t)n, "/%s", path);
  }
  return strncmp(out, root, strlen(root)) == 0;
}

/* Whether the call is to fail; dies where the process is to be killed. */
static int fails(void) {
  long now = calls++;
  if (now == kill_at) syscall(SYS_kill, getpid(), SIGKILL);
  if (now != fail_at) return 0;
  errno = with_errno;
  return 1;
}

static void put(const void *data, size_t length) {
  const char *at = data;
  while (length > 0) {
    ssize_t n = syscall(SYS_write, log_fd, at, length);
    if (n <= 0) return;
    at += n;
    length -= (size_t)n;
  }
}

static void note(char what, const char *path, const char *other, int64_t offset,
                 const void *data, size_t length) {
  int saved = errno;
  uint32_t sizes[3];
  if (log_fd < 0) return;
  sizes[0] = (uint32_t)strlen(path);
  sizes[1] = (uint32_t)strlen(other);
  sizes[2] = (uint32_t)length;
  put(&what, 1);
  put(sizes, sizeof sizes);
  put(&offset, sizeof offset);
  put(path, sizes[0]);
  put(other, sizes[1]);
  put(data, length);
  errno = saved;
}

#define REAL(name) \
  static __typeof__(&name) real; \
  if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static int opened(int (*real)(int, const char *, int, ...), int folder, const char *path,
                  int flags, mode_t mode) {
  char at[4096];
  struct stat found;
  int is_new, fd;
  if (!(flags & (O_CREAT | O_TRUNC)) || !whole(folder, path, at, sizeof at))
    return real(folder, path, flags, mode);
  is_new = fstatat(AT_FDCWD, at, &found, 0) != 0;
  if (!is_new && !(flags & O_TRUNC)) return real(folder, path, flags, mode);
  if (fails()) return -1;
  fd = real(folder, path, flags, mode);
  if (fd >= 0) note(is_new ? 'c' : 't', at, "", 0, "", 0);
  return fd;
}

#define MODE(flags, mode) \
  mode_t mode = 0; \
  if ((flags) & O_CREAT) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }

static int (*real_openat(void))(int, const char *, int, ...) {
  static int (*real)(int, const char *, int, ...);
  if (!real) real = (int (*)(int, const char *, int, ...))dlsym(RTLD_NEXT, "openat64");
  return real;
}
int open(const char *path, int flags, ...) { MODE(flags, mode) return opened(real_openat(), AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags, mode) return opened(real_openat(), AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE(flags, mode) return opened(real_openat(), folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE(flags, mode) return opened(real_openat(), folder, path, flags, mode); }

ssize_t write(int fd, const void *data, size_t length) {
  char at[4096];
  struct stat found;
  off_t offset;
  ssize_t done;
  REAL(write);
  if (!whole(fd, NULL, at, sizeof at)) return real(fd, data, length);
  if (fails()) return -1;
  offset = lseek(fd, 0, SEEK_CUR);
  if ((fcntl(fd, F_GETFL) & O_APPEND) && fstat(fd, &found) == 0) offset = found.st_size;
  done = real(fd, data, length);
  if (done > 0) note('w', at, "", offset, data, (size_t)done);
  return done;
}

static ssize_t written_at(ssize_t (*real)(int, const void *, size_t, off64_t), int fd,
                          const void *data, size_t length, off64_t offset) {
  char at[4096];
  ssize_t done;
  if (!whole(fd, NULL, at, sizeof at)) return real(fd, data, length, offset);
  if (fails()) return -1;
  done = real(fd, data, length, offset);
  if (done > 0) note('w', at, "", offset, data, (size_t)done);
  return done;
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { REAL(pwrite64); return written_at(real, fd, data, length, offset); }
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) { REAL(pwrite64); return written_at(real, fd, data, length, offset); }

static int cut(int (*real)(int, off64_t), int fd, off64_t length) {
  char at[4096];
  int done;
  if (!whole(fd, NULL, at, sizeof at)) return real(fd, length);
  if (fails()) return -1;
  done = real(fd, length);
  if (done == 0) note('t', at, "", length, "", 0);
  return done;
}
int ftruncate(int fd, off_t length) { REAL(ftruncate64); return cut(real, fd, length); }
int ftruncate64(int fd, off64_t length) { REAL(ftruncate64); return cut(real, fd, length); }

static int synced(int (*real)(int), int fd) {
  char at[4096];
  int done;
  if (!whole(fd, NULL, at, sizeof at)) return real(fd);
  if (fails()) return -1;
  done = real(fd);
  if (done == 0) note('s', at, "", 0, "", 0);
  return done;
}
int fsync(int fd) { REAL(fsync); return synced(real, fd); }
int fdatasync(int fd) { REAL(fdatasync); return synced(real, fd); }

#define ONE(name, what) \
  int name(const char *path) { \
    char at[4096]; int done; \
    REAL(name); \
    if (!whole(AT_FDCWD, path, at, sizeof at)) return real(path); \
    if (fails()) return -1; \
    done = real(path); \
    if (done == 0) note(what, at, "", 0, "", 0); \
    return done; \
  }
ONE(unlink, 'u')
ONE(rmdir, 'u')

int unlinkat(int folder, const char *path, int flags) {
  char at[4096];
  int done;
  REAL(unlinkat);
  if (!whole(folder, path, at, sizeof at)) return real(folder, path, flags);
  if (fails()) return -1;
  done = real(folder, path, flags);
  if (done == 0) note('u', at, "", 0, "", 0);
  return done;
}

int mkdir(const char *path, mode_t mode) {
  char at[4096];
  int done;
  REAL(mkdir);
  if (!whole(AT_FDCWD, path, at, sizeof at)) return real(path, mode);
  if (fails()) return -1;
  done = real(path, mode);
  if (done == 0) note('m', at, "", 0, "", 0);
  return done;
}

#define TWO(name, what) \
  int name(const char *was, const char *now) { \
    char from[4096], to[4096]; int done; \
    REAL(name); \
    if (!whole(AT_FDCWD, now, to, sizeof to)) return real(was, now); \
    whole(AT_FDCWD, was, from, sizeof from); \
    if (fails()) return -1; \
    done = real(was, now); \
    if (done == 0) note(what, from, to, 0, "", 0); \
    return done; \
  }
TWO(rename, 'r')
TWO(link, 'l')

#define TWO_AT(name, what, TAIL, tail) \
  int name(int a, const char *was, int b, const char *now TAIL) { \
    char from[4096], to[4096]; int done; \
    REAL(name); \
    if (!whole(b, now, to, sizeof to)) return real(a, was, b, now tail); \
    whole(a, was, from, sizeof from); \
    if (fails()) return -1; \
    done = real(a, was, b, now tail); \
    if (done == 0) note(what, from, to, 0, "", 0); \
    return done; \
  }
#define COMMA ,
TWO_AT(renameat, 'r', , )
TWO_AT(linkat, 'l', COMMA int flags, COMMA flags)

/* Python then copies by read and write, which are counted. */
ssize_t sendfile(int out, int in, off_t *offset, size_t length) { (void)out; (void)in; (void)offset; (void)length; errno = ENOTSOCK; return -1; }
ssize_t sendfile64(int out, int in, off64_t *offset, size_t length) { (void)out; (void)in; (void)offset; (void)length; errno = ENOTSOCK; return -1; }
