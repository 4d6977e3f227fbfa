#include "ui/shell/storagewords.h"

#include <QCoreApplication>
#include <QDir>

namespace ui {

namespace {

/// For tr() in free functions.
struct StorageWords
{
    Q_DECLARE_TR_FUNCTIONS(StorageWords)
};

} // namespace

QString storageTroubleText(workspace::StorageTrouble trouble, const QString &folder)
{
    using Trouble = workspace::StorageTrouble;
    const QString place = QDir::toNativeSeparators(folder);
    switch (trouble) {
    case Trouble::None:
        break;
    case Trouble::Full:
        return StorageWords::tr("The disk is full. Everything that was saved is safe, but what you choose now, such as "
                                "hidden runs, is lost when Cohort ends. Make room in %1, then start Cohort again.")
            .arg(place);
    case Trouble::Unwritable:
        return StorageWords::tr("Cohort may not write to its folder. Everything that was saved is safe, but what you "
                                "choose now, such as hidden runs, is lost when Cohort ends. Make %1 writable for you, "
                                "then start Cohort again.")
            .arg(place);
    case Trouble::Failing:
        return StorageWords::tr("The disk does not work as it should. What you choose now, such as hidden runs, may be "
                                "lost when Cohort ends. Look after the disk that holds %1, then start Cohort again.")
            .arg(place);
    case Trouble::Damaged:
        return StorageWords::tr("The copy of the server's data on this computer is damaged: pages and charts may be "
                                "incomplete. What you chose is kept apart and safe. Start Cohort again: it fetches a "
                                "new copy.");
    case Trouble::Newer:
        return StorageWords::tr("A newer version of Cohort wrote what you chose, such as hidden runs. It was left "
                                "untouched, and what you choose now is not kept. Start that version again, or move "
                                "personal.db out of %1.")
            .arg(place);
    case Trouble::Foreign:
        return StorageWords::tr(
            "A file of another program stands where Cohort keeps what you choose. It was left "
            "untouched, and what you choose now is not kept. Move personal.db out of %1, then start "
            "Cohort again.")
            .arg(place);
    case Trouble::Rescued:
        return StorageWords::tr(
            "The file with what you chose, such as hidden runs, was damaged. What could be read was "
            "carried over. The damaged file was kept in %1, if you want to have it looked at.")
            .arg(place);
    }
    return {};
}

void showStorageTrouble(const workspace::Workspace &workspace, MessageBar &bar)
{
    const workspace::StorageTrouble trouble = workspace.storageTrouble();
    const QString text = storageTroubleText(trouble, workspace.storageFolder());
    if (text.isEmpty())
        bar.clear();
    else if (trouble == workspace::StorageTrouble::Rescued)
        bar.showMessage(MessageBar::Kind::Info, text);
    else
        bar.showMessage(MessageBar::Kind::Warning, text);
}

} // namespace ui
