/* Loads both plug-ins into one process, globally, uses them in turn, and unloads them: host PLUGIN_A DATA_A PLUGIN_B DATA_B.
 * Each copy counts its own events only, and unloading leaves the process well. */
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

typedef struct plugin {
  void* library;
  void* client;
  void* (*open)(const char*);
  int (*track)(void*, int);
  unsigned long long (*accepted)(void*);
  void (*close)(void*);
} plugin;

static int symbol(plugin* p, const char* name, void* function) {
  void* address = dlsym(p->library, name);
  if (address == NULL) return 0;
  memcpy(function, &address, sizeof address);
  return 1;
}

static int load(plugin* p, const char* path, const char* data_dir) {
  p->library = dlopen(path, RTLD_NOW | RTLD_GLOBAL);
  if (p->library == NULL) {
    fprintf(stderr, "%s\n", dlerror());
    return 0;
  }
  if (!symbol(p, "plugin_open", &p->open) || !symbol(p, "plugin_track", &p->track) || !symbol(p, "plugin_accepted", &p->accepted) ||
      !symbol(p, "plugin_close", &p->close)) {
    return 0;
  }
  p->client = p->open(data_dir);
  return p->client != NULL;
}

int main(int argc, char** argv) {
  plugin a, b;
  unsigned long long base_a, base_b, more_a, more_b;
  if (argc != 5 || !load(&a, argv[1], argv[2]) || !load(&b, argv[3], argv[4])) return 1;
  base_a = a.accepted(a.client);
  base_b = b.accepted(b.client);
  if (!a.track(a.client, 3) || !b.track(b.client, 5)) return 2;
  more_a = a.accepted(a.client) - base_a;
  more_b = b.accepted(b.client) - base_b;
  printf("copy A counted %llu events, copy B %llu\n", more_a, more_b);
  a.close(a.client);
  dlclose(a.library);
  if (!b.track(b.client, 1)) return 3;
  b.close(b.client);
  dlclose(b.library);
  return more_a == 3 && more_b == 5 ? 0 : 4;
}
