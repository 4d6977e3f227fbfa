<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>ui::ChangeRoleDialog</name>
    <message numerus="yes">
        <source>Which role shall %n people have?</source>
        <translation>
            <numerusform>Which role shall %n person have?</numerusform>
            <numerusform>Which role shall %n people have?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of the selection stay(s) as it is:</source>
        <translation>
            <numerusform>%n of the selection stays as it is:</numerusform>
            <numerusform>%n of the selection stay as they are:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ChartsPane</name>
    <message numerus="yes">
        <source>%n runs could not be refreshed</source>
        <translation>
            <numerusform>%n run could not be refreshed</numerusform>
            <numerusform>%n runs could not be refreshed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ChartsSectionView</name>
    <message numerus="yes">
        <source>Show more of %n charts</source>
        <translation>
            <numerusform>Show more of %n chart</numerusform>
            <numerusform>Show more of %n charts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ConfirmDialog</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ConfirmMembersDialog</name>
    <message numerus="yes">
        <source>%n of the selection is/are not touched:</source>
        <translation>
            <numerusform>%n of the selection is not touched:</numerusform>
            <numerusform>%n of the selection are not touched:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n invitation(s)?</source>
        <translation>
            <numerusform>Cancel %n invitation?</numerusform>
            <numerusform>Cancel %n invitations?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n member(s) from the team %1?</source>
        <translation>
            <numerusform>Remove %n member from the team %1?</numerusform>
            <numerusform>Remove %n members from the team %1?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n invitation(s)</source>
        <translation>
            <numerusform>Cancel %n invitation</numerusform>
            <numerusform>Cancel %n invitations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n member(s)</source>
        <translation>
            <numerusform>Remove %n member</numerusform>
            <numerusform>Remove %n members</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ConfirmRunsDialog</name>
    <message numerus="yes">
        <source>%n of the selected run(s) stay:</source>
        <translation>
            <numerusform>%n of the selected runs stays:</numerusform>
            <numerusform>%n of the selected runs stay:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of the selected run(s) are not touched:</source>
        <translation>
            <numerusform>%n of the selected runs is not touched:</numerusform>
            <numerusform>%n of the selected runs are not touched:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n run(s)</source>
        <translation>
            <numerusform>Delete %n run</numerusform>
            <numerusform>Delete %n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stop %n run(s)</source>
        <translation>
            <numerusform>Stop %n run</numerusform>
            <numerusform>Stop %n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n run(s)?</source>
        <translation>
            <numerusform>Delete %n run?</numerusform>
            <numerusform>Delete %n runs?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stop %n run(s)?</source>
        <translation>
            <numerusform>Stop %n run?</numerusform>
            <numerusform>Stop %n runs?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ConsolePane</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::Denials</name>
    <message numerus="yes">
        <source>%1 and %n other(s)</source>
        <translation>
            <numerusform>%1 and %n other</numerusform>
            <numerusform>%1 and %n others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n admin(s) can help: %1.</source>
        <translation>
            <numerusform>%n admin can help: %1.</numerusform>
            <numerusform>%n admins can help: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::EditTagsDialog</name>
    <message numerus="yes">
        <source>Edit tags of %n run(s)</source>
        <translation>
            <numerusform>Edit tags of %n run</numerusform>
            <numerusform>Edit tags of %n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::InviteDialog</name>
    <message numerus="yes">
        <source>Send %n invitation(s)</source>
        <translation>
            <numerusform>Send %n invitation</numerusform>
            <numerusform>Send %n invitations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %1 of %n invitation(s)</source>
        <translation>
            <numerusform>Send %1 of %n invitation</numerusform>
            <numerusform>Send %1 of %n invitations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n invitation(s) at once</source>
        <translation>
            <numerusform>At most %n invitation at once</numerusform>
            <numerusform>At most %n invitations at once</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending: %1 of %n done</source>
        <translation>
            <numerusform>Sending: %1 of %n done</numerusform>
            <numerusform>Sending: %1 of %n done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invitation(s) sent. Correct what is left, or close.</source>
        <translation>
            <numerusform>%n invitation sent. Correct what is left, or close.</numerusform>
            <numerusform>%n invitations sent. Correct what is left, or close.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n invitation(s) sent. What failed stands below with its reason.</source>
        <translation>
            <numerusform>%1 of %n invitation sent. What failed stands below with its reason.</numerusform>
            <numerusform>%1 of %n invitations sent. What failed stands below with its reason.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::MemberRights</name>
    <message numerus="yes">
        <source>The server refused this: your role does not allow it any more. Nothing was changed. %n admin(s) can help: %1.</source>
        <translation>
            <numerusform>The server refused this: your role does not allow it any more. Nothing was changed. %n admin can help: %1.</numerusform>
            <numerusform>The server refused this: your role does not allow it any more. Nothing was changed. %n admins can help: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::MembersActions</name>
    <message numerus="yes">
        <source>&amp;Copy %n e-mail address(es)</source>
        <translation>
            <numerusform>&amp;Copy %n e-mail address</numerusform>
            <numerusform>&amp;Copy %n e-mail addresses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Re&amp;send %n invitation(s)</source>
        <translation>
            <numerusform>Re&amp;send %n invitation</numerusform>
            <numerusform>Re&amp;send %n invitations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n in&amp;vitation(s)…</source>
        <translation>
            <numerusform>Cancel %n in&amp;vitation…</numerusform>
            <numerusform>Cancel %n in&amp;vitations…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>R&amp;emove %n member(s)…</source>
        <translation>
            <numerusform>R&amp;emove %n member…</numerusform>
            <numerusform>R&amp;emove %n members…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invitation(s) sent.</source>
        <translation>
            <numerusform>%n invitation sent.</numerusform>
            <numerusform>%n invitations sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invitation(s) sent again.</source>
        <translation>
            <numerusform>%n invitation sent again.</numerusform>
            <numerusform>%n invitations sent again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invitation(s) cancelled.</source>
        <translation>
            <numerusform>%n invitation cancelled.</numerusform>
            <numerusform>%n invitations cancelled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people have the role %1 now.</source>
        <translation>
            <numerusform>%n person has the role %1 now.</numerusform>
            <numerusform>%n people have the role %1 now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n member(s) removed from %1.</source>
        <translation>
            <numerusform>%n member removed from %1.</numerusform>
            <numerusform>%n members removed from %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n e-mail address(es) copied.</source>
        <translation>
            <numerusform>%n e-mail address copied.</numerusform>
            <numerusform>%n e-mail addresses copied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Asking the server: %1 of %n done</source>
        <translation>
            <numerusform>Asking the server: %1 of %n done</numerusform>
            <numerusform>Asking the server: %1 of %n done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n failed: %2. %3</source>
        <comment>how many, of how many, who, why the first failed</comment>
        <translation>
            <numerusform>%1 of %n failed: %2. %3</numerusform>
            <numerusform>%1 of %n failed: %2. %3</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::MembersPage</name>
    <message numerus="yes">
        <source>%1 of %n shown</source>
        <translation>
            <numerusform>%1 of %n shown</numerusform>
            <numerusform>%1 of %n shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n service account(s)</source>
        <translation>
            <numerusform>%n service account</numerusform>
            <numerusform>%n service accounts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pending</source>
        <comment>invitations</comment>
        <translation>
            <numerusform>%n pending</numerusform>
            <numerusform>%n pending</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::PlotView</name>
    <message numerus="yes">
        <source>%n runs have no values for this x axis. Choose another one.</source>
        <translation>
            <numerusform>%n run has no values for this x axis. Choose another one.</numerusform>
            <numerusform>%n runs have no values for this x axis. Choose another one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>samples only: the server gave %1 points</source>
        <translation>
            <numerusform>samples only: the server gave %1 point</numerusform>
            <numerusform>samples only: the server gave %1 points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>all %1 points</source>
        <translation>
            <numerusform>%1 point</numerusform>
            <numerusform>all %1 points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n points are not finite</source>
        <translation>
            <numerusform>%n point is not finite</numerusform>
            <numerusform>%n points are not finite</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n points are not above 0</source>
        <translation>
            <numerusform>%n point is not above 0</numerusform>
            <numerusform>%n points are not above 0</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n runs lack this x</source>
        <translation>
            <numerusform>%n run lacks this x</numerusform>
            <numerusform>%n runs lack this x</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n outliers are not shown</source>
        <translation>
            <numerusform>%n outlier is not shown</numerusform>
            <numerusform>%n outliers are not shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n runs stretch the y axis</source>
        <translation>
            <numerusform>%n run stretches the y axis</numerusform>
            <numerusform>%n runs stretch the y axis</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ProjectsPage</name>
    <message numerus="yes">
        <source>%n project(s)</source>
        <translation>
            <numerusform>%n project</numerusform>
            <numerusform>%n projects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n project(s)</source>
        <translation>
            <numerusform>%1 of %n project</numerusform>
            <numerusform>%1 of %n projects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RightsDialog</name>
    <message numerus="yes">
        <source>%n right(s)</source>
        <translation>
            <numerusform>%n right</numerusform>
            <numerusform>%n rights</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n right(s)</source>
        <translation>
            <numerusform>%1 of %n right</numerusform>
            <numerusform>%1 of %n rights</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RunActions</name>
    <message numerus="yes">
        <source>&amp;Stop %n run(s)…</source>
        <translation>
            <numerusform>&amp;Stop %n run…</numerusform>
            <numerusform>&amp;Stop %n runs…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Delete %n run(s)…</source>
        <translation>
            <numerusform>&amp;Delete %n run…</numerusform>
            <numerusform>&amp;Delete %n runs…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Edit &amp;tags of %n run(s)…</source>
        <translation>
            <numerusform>Edit &amp;tags of %n run…</numerusform>
            <numerusform>Edit &amp;tags of %n runs…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed the tags of %n run(s).</source>
        <translation>
            <numerusform>Changed the tags of %n run.</numerusform>
            <numerusform>Changed the tags of %n runs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) asked to stop.</source>
        <translation>
            <numerusform>%n run asked to stop.</numerusform>
            <numerusform>%n runs asked to stop.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n run(s).</source>
        <translation>
            <numerusform>Deleted %n run.</numerusform>
            <numerusform>Deleted %n runs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Brought back %n run(s).</source>
        <translation>
            <numerusform>Brought back %n run.</numerusform>
            <numerusform>Brought back %n runs.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RunColourDialog</name>
    <message numerus="yes">
        <source>Colour of %n run(s)</source>
        <translation>
            <numerusform>Colour of %n run</numerusform>
            <numerusform>Colour of %n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RunsPane</name>
    <message numerus="yes">
        <source>%n run(s), %1 shown</source>
        <translation>
            <numerusform>%n run, %1 shown</numerusform>
            <numerusform>%n runs, %1 shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s), %1 match, %2 shown</source>
        <translation>
            <numerusform>%n run, %1 match, %2 shown</numerusform>
            <numerusform>%n runs, %1 match, %2 shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::Times</name>
    <message numerus="yes">
        <source>in %n day(s)</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
</TS>
