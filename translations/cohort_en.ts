<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>ui::ChangeRoleDialog</name>
    <message numerus="yes">
        <source>Which role shall %Ln people have?</source>
        <translation>
            <numerusform>Which role shall %Ln person have?</numerusform>
            <numerusform>Which role shall %Ln people have?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of the selection stay(s) as it is:</source>
        <translation>
            <numerusform>%Ln of the selection stays as it is:</numerusform>
            <numerusform>%Ln of the selection stay as they are:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ChartsPane</name>
    <message numerus="yes">
        <source>%Ln runs could not be refreshed</source>
        <translation>
            <numerusform>%Ln run could not be refreshed</numerusform>
            <numerusform>%Ln runs could not be refreshed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ChartsSectionView</name>
    <message numerus="yes">
        <source>Show more of %Ln charts</source>
        <translation>
            <numerusform>Show more of %Ln chart</numerusform>
            <numerusform>Show more of %Ln charts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ConfirmDialog</name>
    <message numerus="yes">
        <source>… and %Ln more</source>
        <translation>
            <numerusform>… and %Ln more</numerusform>
            <numerusform>… and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ConfirmMembersDialog</name>
    <message numerus="yes">
        <source>%Ln of the selection is/are not touched:</source>
        <translation>
            <numerusform>%Ln of the selection is not touched:</numerusform>
            <numerusform>%Ln of the selection are not touched:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %Ln invitation(s)?</source>
        <translation>
            <numerusform>Cancel %Ln invitation?</numerusform>
            <numerusform>Cancel %Ln invitations?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln member(s) from the team %1?</source>
        <translation>
            <numerusform>Remove %Ln member from the team %1?</numerusform>
            <numerusform>Remove %Ln members from the team %1?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %Ln invitation(s)</source>
        <translation>
            <numerusform>Cancel %Ln invitation</numerusform>
            <numerusform>Cancel %Ln invitations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln member(s)</source>
        <translation>
            <numerusform>Remove %Ln member</numerusform>
            <numerusform>Remove %Ln members</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ConfirmRunsDialog</name>
    <message numerus="yes">
        <source>%Ln of the selected run(s) stay:</source>
        <translation>
            <numerusform>%Ln of the selected runs stays:</numerusform>
            <numerusform>%Ln of the selected runs stay:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of the selected run(s) are not touched:</source>
        <translation>
            <numerusform>%Ln of the selected runs is not touched:</numerusform>
            <numerusform>%Ln of the selected runs are not touched:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln run(s)</source>
        <translation>
            <numerusform>Delete %Ln run</numerusform>
            <numerusform>Delete %Ln runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stop %Ln run(s)</source>
        <translation>
            <numerusform>Stop %Ln run</numerusform>
            <numerusform>Stop %Ln runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln run(s)?</source>
        <translation>
            <numerusform>Delete %Ln run?</numerusform>
            <numerusform>Delete %Ln runs?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stop %Ln run(s)?</source>
        <translation>
            <numerusform>Stop %Ln run?</numerusform>
            <numerusform>Stop %Ln runs?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ConsolePane</name>
    <message numerus="yes">
        <source>%Ln line(s)</source>
        <translation>
            <numerusform>%Ln line</numerusform>
            <numerusform>%Ln lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::Denials</name>
    <message numerus="yes">
        <source>%1 and %Ln other(s)</source>
        <translation>
            <numerusform>%1 and %Ln other</numerusform>
            <numerusform>%1 and %Ln others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln admin(s) can help: %1.</source>
        <translation>
            <numerusform>%Ln admin can help: %1.</numerusform>
            <numerusform>%Ln admins can help: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::EditTagsDialog</name>
    <message numerus="yes">
        <source>Edit tags of %Ln run(s)</source>
        <translation>
            <numerusform>Edit tags of %Ln run</numerusform>
            <numerusform>Edit tags of %Ln runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::InviteDialog</name>
    <message numerus="yes">
        <source>Send %Ln invitation(s)</source>
        <translation>
            <numerusform>Send %Ln invitation</numerusform>
            <numerusform>Send %Ln invitations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %1 of %Ln invitation(s)</source>
        <translation>
            <numerusform>Send %1 of %Ln invitation</numerusform>
            <numerusform>Send %1 of %Ln invitations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %Ln invitation(s) at once</source>
        <translation>
            <numerusform>At most %Ln invitation at once</numerusform>
            <numerusform>At most %Ln invitations at once</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending: %1 of %Ln done</source>
        <translation>
            <numerusform>Sending: %1 of %Ln done</numerusform>
            <numerusform>Sending: %1 of %Ln done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln invitation(s) sent. Correct what is left, or close.</source>
        <translation>
            <numerusform>%Ln invitation sent. Correct what is left, or close.</numerusform>
            <numerusform>%Ln invitations sent. Correct what is left, or close.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln invitation(s) sent. What failed stands below with its reason.</source>
        <translation>
            <numerusform>%1 of %Ln invitation sent. What failed stands below with its reason.</numerusform>
            <numerusform>%1 of %Ln invitations sent. What failed stands below with its reason.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::MemberRights</name>
    <message numerus="yes">
        <source>The server refused this: your role does not allow it any more. Nothing was changed. %Ln admin(s) can help: %1.</source>
        <translation>
            <numerusform>The server refused this: your role does not allow it any more. Nothing was changed. %Ln admin can help: %1.</numerusform>
            <numerusform>The server refused this: your role does not allow it any more. Nothing was changed. %Ln admins can help: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::MembersActions</name>
    <message numerus="yes">
        <source>&amp;Copy %Ln e-mail address(es)</source>
        <translation>
            <numerusform>&amp;Copy %Ln e-mail address</numerusform>
            <numerusform>&amp;Copy %Ln e-mail addresses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Re&amp;send %Ln invitation(s)</source>
        <translation>
            <numerusform>Re&amp;send %Ln invitation</numerusform>
            <numerusform>Re&amp;send %Ln invitations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %Ln in&amp;vitation(s)…</source>
        <translation>
            <numerusform>Cancel %Ln in&amp;vitation…</numerusform>
            <numerusform>Cancel %Ln in&amp;vitations…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>R&amp;emove %Ln member(s)…</source>
        <translation>
            <numerusform>R&amp;emove %Ln member…</numerusform>
            <numerusform>R&amp;emove %Ln members…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln invitation(s) sent.</source>
        <translation>
            <numerusform>%Ln invitation sent.</numerusform>
            <numerusform>%Ln invitations sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln invitation(s) sent again.</source>
        <translation>
            <numerusform>%Ln invitation sent again.</numerusform>
            <numerusform>%Ln invitations sent again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln invitation(s) cancelled.</source>
        <translation>
            <numerusform>%Ln invitation cancelled.</numerusform>
            <numerusform>%Ln invitations cancelled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people have the role %1 now.</source>
        <translation>
            <numerusform>%Ln person has the role %1 now.</numerusform>
            <numerusform>%Ln people have the role %1 now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln member(s) removed from %1.</source>
        <translation>
            <numerusform>%Ln member removed from %1.</numerusform>
            <numerusform>%Ln members removed from %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln e-mail address(es) copied.</source>
        <translation>
            <numerusform>%Ln e-mail address copied.</numerusform>
            <numerusform>%Ln e-mail addresses copied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Asking the server: %1 of %Ln done</source>
        <translation>
            <numerusform>Asking the server: %1 of %Ln done</numerusform>
            <numerusform>Asking the server: %1 of %Ln done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln failed: %2. %3</source>
        <comment>how many, of how many, who, why the first failed</comment>
        <translation>
            <numerusform>%1 of %Ln failed: %2. %3</numerusform>
            <numerusform>%1 of %Ln failed: %2. %3</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::MembersPage</name>
    <message numerus="yes">
        <source>%1 of %Ln shown</source>
        <translation>
            <numerusform>%1 of %Ln shown</numerusform>
            <numerusform>%1 of %Ln shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln service account(s)</source>
        <translation>
            <numerusform>%Ln service account</numerusform>
            <numerusform>%Ln service accounts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pending</source>
        <comment>invitations</comment>
        <translation>
            <numerusform>%Ln pending</numerusform>
            <numerusform>%Ln pending</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::PlotWords</name>
    <message numerus="yes">
        <source>%Ln runs have no values for this x axis. Choose another one.</source>
        <translation>
            <numerusform>%Ln run has no values for this x axis. Choose another one.</numerusform>
            <numerusform>%Ln runs have no values for this x axis. Choose another one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln runs stretch the y axis</source>
        <translation>
            <numerusform>%Ln run stretches the y axis</numerusform>
            <numerusform>%Ln runs stretch the y axis</numerusform>
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
        <source>%Ln points are not finite</source>
        <translation>
            <numerusform>%Ln point is not finite</numerusform>
            <numerusform>%Ln points are not finite</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln points are not above 0</source>
        <translation>
            <numerusform>%Ln point is not above 0</numerusform>
            <numerusform>%Ln points are not above 0</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln outliers are not shown</source>
        <translation>
            <numerusform>%Ln outlier is not shown</numerusform>
            <numerusform>%Ln outliers are not shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln runs lack this x</source>
        <translation>
            <numerusform>%Ln run lacks this x</numerusform>
            <numerusform>%Ln runs lack this x</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines</source>
        <translation>
            <numerusform>%Ln line</numerusform>
            <numerusform>%Ln lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ProjectsPage</name>
    <message numerus="yes">
        <source>%Ln project(s)</source>
        <translation>
            <numerusform>%Ln project</numerusform>
            <numerusform>%Ln projects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln project(s)</source>
        <translation>
            <numerusform>%1 of %Ln project</numerusform>
            <numerusform>%1 of %Ln projects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RightsDialog</name>
    <message numerus="yes">
        <source>%Ln right(s)</source>
        <translation>
            <numerusform>%Ln right</numerusform>
            <numerusform>%Ln rights</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln right(s)</source>
        <translation>
            <numerusform>%1 of %Ln right</numerusform>
            <numerusform>%1 of %Ln rights</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RunActions</name>
    <message numerus="yes">
        <source>&amp;Stop %Ln run(s)…</source>
        <translation>
            <numerusform>&amp;Stop %Ln run…</numerusform>
            <numerusform>&amp;Stop %Ln runs…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Delete %Ln run(s)…</source>
        <translation>
            <numerusform>&amp;Delete %Ln run…</numerusform>
            <numerusform>&amp;Delete %Ln runs…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Edit &amp;tags of %Ln run(s)…</source>
        <translation>
            <numerusform>Edit &amp;tags of %Ln run…</numerusform>
            <numerusform>Edit &amp;tags of %Ln runs…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed the tags of %Ln run(s).</source>
        <translation>
            <numerusform>Changed the tags of %Ln run.</numerusform>
            <numerusform>Changed the tags of %Ln runs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) asked to stop.</source>
        <translation>
            <numerusform>%Ln run asked to stop.</numerusform>
            <numerusform>%Ln runs asked to stop.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %Ln run(s).</source>
        <translation>
            <numerusform>Deleted %Ln run.</numerusform>
            <numerusform>Deleted %Ln runs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Brought back %Ln run(s).</source>
        <translation>
            <numerusform>Brought back %Ln run.</numerusform>
            <numerusform>Brought back %Ln runs.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RunColourDialog</name>
    <message numerus="yes">
        <source>Colour of %Ln run(s)</source>
        <translation>
            <numerusform>Colour of %Ln run</numerusform>
            <numerusform>Colour of %Ln runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RunsPane</name>
    <message numerus="yes">
        <source>%Ln run(s), %1 shown</source>
        <translation>
            <numerusform>%Ln run, %1 shown</numerusform>
            <numerusform>%Ln runs, %1 shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s), %1 match, %2 shown</source>
        <translation>
            <numerusform>%Ln run, %1 match, %2 shown</numerusform>
            <numerusform>%Ln runs, %1 match, %2 shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::Times</name>
    <message numerus="yes">
        <source>in %Ln day(s)</source>
        <translation>
            <numerusform>in %Ln day</numerusform>
            <numerusform>in %Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s) ago</source>
        <translation>
            <numerusform>%Ln day ago</numerusform>
            <numerusform>%Ln days ago</numerusform>
        </translation>
    </message>
</context>
</TS>
