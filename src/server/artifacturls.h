#pragma once

#include "server/artifactviews.h"
#include "server/session.h"

/// The addresses that content is sent to and fetched from, each signed for the caller's key.
namespace server {

QString fileUploadUrl(const Session &session, qint64 file);
QString partUploadUrl(const Session &session, qint64 upload, qint64 part);
QString manifestUploadUrl(const Session &session, qint64 manifest);
QString manifestUrl(const Session &session, qint64 artifact);
/// Of stored content in a version, through a place where it lies.
QString contentUrl(const Session &session, const MembershipView &place, const EntryRecord &entry);

} // namespace server
