#include "graphql/document.h"

#include <algorithm>

namespace graphql {

QString TypeNode::toString() const
{
    QString before;
    QString after;
    for (const Wrapper wrapper : wrappers) {
        if (wrapper == Wrapper::List) {
            before.append(u'[');
            after.prepend(u']');
        } else {
            after.prepend(u'!');
        }
    }
    return before + name + after;
}

const Fragment *Document::fragment(const QString &name) const
{
    const auto found = std::find_if(
        fragments.begin(), fragments.end(), [&](const Fragment &fragment) { return fragment.name == name; });
    return found != fragments.end() ? &*found : nullptr;
}

const Operation *Document::operation(const QString &name) const
{
    if (name.isEmpty())
        return operations.size() == 1 ? &operations.front() : nullptr;
    const auto found = std::find_if(
        operations.begin(), operations.end(), [&](const Operation &operation) { return operation.name == name; });
    return found != operations.end() ? &*found : nullptr;
}

} // namespace graphql
