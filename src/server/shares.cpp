#include "server/shares.h"

#include "domain/rulebook.h"
#include "server/projectstore.h"
#include "server/sharestore.h"
#include "server/teamstore.h"
#include "server/viewstore.h"

namespace server {

namespace {

/// Links stop working where the team lets there be none any more.
base::Result<bool> doesLinkWork(Session &session, const ShareRecord &link)
{
    const auto view = ViewStore(session.database).byId(link.view);
    if (!view)
        return view.error();
    const auto project = ProjectStore(session.database).byId(*view ? (*view)->project : 0);
    if (!project)
        return project.error();
    const auto entity = TeamStore(session.database).byId(*project ? (*project)->entity : 0);
    if (!entity)
        return entity.error();
    if (!*entity)
        return false;
    domain::Object report;
    report.visibility = (*project)->visibility;
    report.policy = (*entity)->policy;
    return domain::mayHaveLinks(report);
}

base::Status addNamed(Session &session, Shares &shares)
{
    if (session.who.isVisitor())
        return base::Done{};
    const auto named = ShareStore(session.database).with(session.who.user.id);
    if (!named)
        return named.error();
    for (const ShareRecord &share : *named) {
        bool &mayEdit = shares.reports[share.view];
        mayEdit = mayEdit || share.mayEdit;
        shares.projects.unite({share.projects.begin(), share.projects.end()});
    }
    return base::Done{};
}

base::Status addLinked(Session &session, Shares &shares)
{
    if (session.who.shareToken.isEmpty())
        return base::Done{};
    const auto link = ShareStore(session.database).byToken(session.who.shareToken);
    if (!link)
        return link.error();
    if (!*link || (*link)->isPersonal || (*link)->revokedAt.isValid())
        return base::Done{};
    const auto works = doesLinkWork(session, **link);
    if (!works)
        return works.error();
    if (*works) {
        shares.linked = (*link)->view;
        shares.projects.unite({(*link)->projects.begin(), (*link)->projects.end()});
    }
    return base::Done{};
}

} // namespace

base::Result<const Shares *> sharesOf(Session &session)
{
    if (session.shares)
        return &*session.shares;
    Shares shares;
    for (const auto add : {addNamed, addLinked}) {
        if (auto added = add(session, shares); !added)
            return added.error();
    }
    return &session.shares.emplace(std::move(shares));
}

} // namespace server
