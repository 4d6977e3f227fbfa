#pragma once

#include "ui/charts/rasteriser.h"
#include "ui/charts/strip.h"

#include <array>

namespace ui {

/// Draws one strip of all lines, from the front to the back.
class StripPainter
{
public:
    /// The lines stay where they are as long as this lives.
    StripPainter(
        std::span<const RasterLine> lines, const series::PixelMap &map, std::shared_ptr<std::vector<quint32>> pixels);

    /// The columns of the map from `left` to before `right`, at most Strip::mostColumns.
    /// False: given up, because `stop` (may be null) became true.
    bool paint(int left, int right, const std::atomic_bool *stop);
    [[nodiscard]] const Strip &strip() const { return m_strip; }

private:
    static constexpr int groupColumns = 8;

    /// Where the curves of one x fall in this strip; the tables of the last few are kept.
    struct KeptTable
    {
        series::ColumnTable table;
        const series::Curve *of = nullptr;
        int margin = 0; ///< columns beside the strip
    };

    void paintLine(const RasterLine &line);
    void paintGroup(const RasterLine &line, const series::ColumnTable &table, int from, int to);
    const series::ColumnTable *findTable(const RasterLine &line);
    const series::ColumnTable &makeTable(const RasterLine &line);
    /// Nothing of the points from `begin` to before `end`, which fall into these columns, would be seen.
    [[nodiscard]] bool isHidden(const RasterLine &line, size_t begin, size_t end, int fromColumn, int toColumn) const;
    [[nodiscard]] bool isHidden(
        const RasterLine &line, const series::Range &values, int fromColumn, int toColumn) const;

    std::span<const RasterLine> m_lines;
    series::PixelMap m_map;
    Strip m_strip;
    int m_left = 0;
    int m_right = 0;
    std::array<KeptTable, 4> m_tables;
    size_t m_nextTable = 0;
};

} // namespace ui
