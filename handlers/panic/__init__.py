"""/panic: two coordinators destroy everything that is kept."""
