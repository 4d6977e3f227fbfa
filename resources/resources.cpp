// The library holds resources only; a static library wants a source.
