#pragma once

#include "graphql/value.h"

#include <QString>

namespace server {

/// Which part of a list a client asks for (protocol, section 3). Cursors are opaque to clients: the place in the list.
struct PageRequest
{
    qint64 offset = 0;
    qint64 count = 0;

    /// From the arguments `first`, `after`, `last`, `before` over a list of `total`.
    static PageRequest from(
        const graphql::Value &arguments, qint64 total, qint64 defaultCount = 100, qint64 highestCount = 1000);
};

/// `{edges: [{node, cursor}], pageInfo, totalCount}` of the nodes that begin at `page.offset` in a list of `total`.
graphql::Value connectionOf(const graphql::Value::List &nodes, const PageRequest &page, qint64 total);

} // namespace server
