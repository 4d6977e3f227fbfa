#include "api/transport.h"

#include "moc_transport.cpp"
