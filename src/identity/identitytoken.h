#pragma once

#include "server/identity.h"

/// JSON Web Tokens, by the cjose library. Only signatures with a public key count: RS256, RS384, RS512, PS256, PS384,
/// PS512, ES256, ES384 and ES512. Any thread.
namespace identity {

/// For server::TeamServer::Options.
server::IdentityReader reader();

/// Whether this is a JSON Web Key Set with a key that signatures can be verified with; or what is wrong with it.
base::Status checkKeys(const QByteArray &keys);

} // namespace identity
