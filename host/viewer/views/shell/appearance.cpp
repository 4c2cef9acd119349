// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/shell/appearance.hpp"

#include <QtGui/QFontDatabase>
#include <QtWidgets/QApplication>
#include <QtWidgets/QProxyStyle>
#include <QtWidgets/QStyleOption>

#include "host/viewer/render/markers.hpp"

// Resources of a static library are registered by name, outside of every namespace.
static void register_fonts() {
  Q_INIT_RESOURCE(vantage_fonts);
}

namespace vantage::viewer {
namespace {

// Fusion draws the edges of boxes and radio buttons darker than the window, which cannot be seen in the dark.
class Style : public QProxyStyle {
 public:
  Style() : QProxyStyle("Fusion") {}

  void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override {
    const bool box = element == PE_IndicatorCheckBox || element == PE_IndicatorRadioButton ||
                     element == PE_IndicatorItemViewItemCheck;
    if (!box || option->palette.color(QPalette::Window).lightness() >= 128)
      return QProxyStyle::drawPrimitive(element, option, painter, widget);
    QStyleOptionButton lighter;
    lighter.QStyleOption::operator=(*option);
    lighter.palette.setColor(QPalette::Window, option->palette.color(QPalette::PlaceholderText));
    QProxyStyle::drawPrimitive(element, &lighter, painter, widget);
  }
};

}  // namespace

void prepare_appearance(int font_pixels) {
  QApplication::setStyle(new Style);
  if (font_pixels <= 0) return;
  register_fonts();
  QFontDatabase::addApplicationFont(":/fonts/DejaVuSans-Bold.ttf");
  const int id = QFontDatabase::addApplicationFont(":/fonts/DejaVuSans.ttf");
  QFont font(QFontDatabase::applicationFontFamilies(id).value(0));
  font.setPixelSize(font_pixels);
  font.setHintingPreference(QFont::PreferNoHinting);
  QApplication::setFont(font);
}

QPalette palette_of(const ThemeColours& t) {
  const QColor text = to_qcolor(t.text), muted = to_qcolor(t.muted), window = to_qcolor(t.window);
  QPalette p(window);
  p.setColor(QPalette::Window, window);
  p.setColor(QPalette::Base, to_qcolor(t.base));
  p.setColor(QPalette::AlternateBase, window);
  p.setColor(QPalette::Button, window);
  p.setColor(QPalette::ToolTipBase, to_qcolor(t.base));
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
    p.setColor(role, text);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    p.setColor(QPalette::Disabled, role, muted);
  p.setColor(QPalette::PlaceholderText, muted);
  p.setColor(QPalette::Highlight, to_qcolor(t.accent));
  p.setColor(QPalette::HighlightedText, to_qcolor(t.on_accent));
  p.setColor(QPalette::Link, to_qcolor(t.accent));
  p.setColor(QPalette::Mid, to_qcolor(t.border));
  return p;
}

bool desktop_is_dark() {
  static const bool dark = QApplication::palette().color(QPalette::Window).lightness() < 128;
  return dark;
}

}  // namespace vantage::viewer
