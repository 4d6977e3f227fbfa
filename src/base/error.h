#pragma once

#include <QString>

namespace base {

/// Why something could not be done, by kind. The words that people read are chosen by the interface; `detail` is for
/// the log and for "Show details" and is never translated.
struct Error
{
    enum class Kind {
        Offline, ///< no connection to the server, or it did not answer in time
        Unauthorized, ///< the server does not accept the key or token
        Forbidden, ///< the server knows the person and refuses
        NotFound, ///< not there, or not visible to this person: the two are told alike
        Conflict, ///< somebody else changed it meanwhile, or the name is taken
        Invalid, ///< the input itself is not acceptable; `detail` names the field
        Busy, ///< the server asks to come back later
        BadReply, ///< an answer that does not follow the protocol
        Tls, ///< the connection is not safe
        Storage, ///< the local database or a file failed
        Cancelled, ///< given up by the person or by the program's end
    };

    Kind kind = Kind::BadReply;
    QString detail;

    bool operator==(const Error &) const = default;
};

} // namespace base
