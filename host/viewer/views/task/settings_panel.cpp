// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/task/settings_panel.hpp"

#include <QtCore/QSignalBlocker>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSlider>
#include <QtWidgets/QSpinBox>
#include <set>

#include "core/saliency.hpp"
#include "storage/repositories.hpp"

namespace vantage::viewer {
namespace {

QComboBox* narrow(QComboBox* box) {
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setMinimumContentsLength(8);
  box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  return box;
}

void add_row(QFormLayout* form, const QString& name, QWidget* control, const QString& help) {
  control->setAccessibleName(QString(name).remove('&'));
  control->setAccessibleDescription(help);
  control->setToolTip(help);
  form->addRow(name, control);
}

}  // namespace

SettingsPanel::SettingsPanel(View& view)
    : TaskPanel(view, tr("Settings")),
      target_(narrow(new QComboBox(this))),
      layer_(narrow(new QComboBox(this))),
      profile_(narrow(new QComboBox(this))),
      measure_(narrow(new QComboBox(this))),
      images_(new QSpinBox(this)),
      slider_(new QSlider(Qt::Horizontal, this)),
      threshold_(new QDoubleSpinBox(this)),
      refusal_(new QLabel(this)) {
  make_target();
  make_layer();
  make_threshold();
  for (const auto& name : core::profile_names()) profile_->addItem(qt(name));
  images_->setRange(1, 1000000);
  connect(images_, &QSpinBox::valueChanged, this, [this](int n) { this->view().send(set_image_count(n)); });
  connect(profile_, &QComboBox::activated, this,
          [this] { this->view().send(set_profile(profile_->currentText().toStdString())); });
  connect(measure_, &QComboBox::activated, this,
          [this] { this->view().send(set_measure(measure_->currentData().toString().toStdString())); });

  auto* form = new QFormLayout(this);
  form->setRowWrapPolicy(QFormLayout::WrapLongRows);
  form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
  add_row(
      form, tr("Explain the class"), target_,
      tr("Which class the maps speak for: the image's label, what each model predicts, or a class that is "
         "written as a number or a name"));
  form->addRow(refusal_);
  add_row(form, tr("Images of each class"), images_,
          tr("The first of each chosen class, in the data set's order"));
  add_row(
      form, tr("Target layer"), layer_,
      tr("Of methods that read a layer: each model's default, or a layer's name; several are joined by +"));
  add_row(form, tr("Profile"), profile_,
          tr("How raw maps are finished: as the papers say, or as another library does"));
  add_row(form, tr("Similarity measure"), measure_, tr("How maps of two models are compared"));
  auto* both = new QWidget(this);
  auto* row = new QHBoxLayout(both);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(slider_, 1);
  row->addWidget(threshold_);
  form->addRow(tr("Threshold"), both);
}

void SettingsPanel::make_target() {
  target_->setEditable(true);
  target_->setInsertPolicy(QComboBox::NoInsert);
  target_->completer()->setCaseSensitivity(Qt::CaseInsensitive);
  target_->addItem(text_of("label"));
  target_->addItem(text_of("predicted"));
  refusal_->setWordWrap(true);
  refusal_->setAccessibleName(tr("Refused class"));
  refusal_->hide();
  connect(target_, &QComboBox::textActivated, this, &SettingsPanel::enter_target);
  connect(target_->lineEdit(), &QLineEdit::editingFinished, this,
          [this] { enter_target(target_->currentText()); });
}

void SettingsPanel::make_layer() {
  layer_->setEditable(true);
  layer_->setInsertPolicy(QComboBox::NoInsert);
  layer_->lineEdit()->setPlaceholderText(tr("each model's default"));
  layer_->addItem("");
  const auto enter = [this] {
    const std::string layer = layer_->currentText().trimmed().toStdString();
    if (layer != this->view().state().request.layer) this->view().send(set_layer(layer));
  };
  connect(layer_, &QComboBox::textActivated, this, enter);
  connect(layer_->lineEdit(), &QLineEdit::editingFinished, this, enter);
}

void SettingsPanel::make_threshold() {
  const QString help = tr("What a map shows below it counts as not looked at");
  slider_->setRange(0, 100);
  slider_->setPageStep(10);
  threshold_->setRange(0, 1);
  threshold_->setSingleStep(0.01);
  threshold_->setDecimals(2);
  threshold_->setLocale(QLocale::c());
  for (QWidget* w : {static_cast<QWidget*>(slider_), static_cast<QWidget*>(threshold_)}) {
    w->setAccessibleName(tr("Threshold"));
    w->setAccessibleDescription(help);
    w->setToolTip(help);
  }
  connect(slider_, &QSlider::valueChanged, this,
          [this](int hundredths) { this->view().send(set_threshold(hundredths / 100.0)); });
  connect(slider_, &QSlider::sliderReleased, this, [this] { this->view().context().store.end_drag(); });
  connect(threshold_, &QDoubleSpinBox::valueChanged, this,
          [this](double t) { this->view().send(set_threshold(t)); });
}

QString SettingsPanel::text_of(const std::string& target) const {
  if (target == "label") return tr("the image's label");
  if (target == "predicted") return tr("what the model predicts");
  bool number = false;
  const Catalogue& c = view().catalogue();
  const size_t k = c.class_index(qt(target).toInt(&number));
  return number && k != Catalogue::kNone ? qt(c.classes[k].name) : qt(target);
}

std::optional<std::string> SettingsPanel::target_of(const QString& text) const {
  for (const char* fixed : {"label", "predicted"})
    if (text == text_of(fixed) || text == fixed) return fixed;
  const Catalogue& c = view().catalogue();
  bool number = false;
  if (const int cls = text.toInt(&number); number)
    return c.class_index(cls) == Catalogue::kNone ? std::nullopt : std::optional(std::to_string(cls));
  for (const Catalogue::Class& cls : c.classes) {
    if (qt(cls.name).compare(text, Qt::CaseInsensitive) == 0) return std::to_string(cls.cls);
    for (const QString& synonym : qt(cls.label).split(", "))
      if (synonym.compare(text, Qt::CaseInsensitive) == 0) return std::to_string(cls.cls);
  }
  return std::nullopt;
}

void SettingsPanel::enter_target(const QString& text) {
  const auto target = target_of(text.trimmed());
  refusal_->setVisible(!target);
  if (!target)
    refusal_->setText(
        tr("The data set has no class “%1”; write the number or the name of one").arg(text.trimmed()));
  else if (*target != view().state().request.target)
    view().send(explain_class(*target));
  else
    target_->setCurrentText(text_of(*target));
}

// Those that earlier methods read: a model need not be opened to name them.
void SettingsPanel::ask_for_layers() {
  view().context().reader.ask(
      "task layers", this,
      [](storage::Database& db) {
        std::set<std::string> layers;
        for (const auto& m : storage::MethodRepository(db).all()) layers.insert(m.layer);
        return layers;
      },
      [this](const std::set<std::string>& layers) {
        const QSignalBlocker blocker(layer_);
        const QString text = layer_->currentText();
        layer_->clear();
        layer_->addItem("");
        for (const auto& layer : layers)
          if (!layer.empty()) layer_->addItem(qt(layer));
        layer_->setCurrentText(text);
      });
}

void SettingsPanel::show_plugins() {
  const QSignalBlocker blocker(measure_);
  measure_->clear();
  if (!registry()) return;
  for (const engine::PluginInfo* p : registry()->of_kind(VTG_SIMILARITY)) {
    measure_->addItem(qt(p->name), qt(p->id));
    measure_->setItemData(measure_->count() - 1, qt(p->summary), Qt::ToolTipRole);
  }
}

void SettingsPanel::show_request() {
  const Request& r = view().state().request;
  const QSignalBlocker blockers[] = {
      QSignalBlocker(target_), QSignalBlocker(layer_),  QSignalBlocker(profile_),  QSignalBlocker(measure_),
      QSignalBlocker(images_), QSignalBlocker(slider_), QSignalBlocker(threshold_)};
  target_->setCurrentText(text_of(r.target));
  refusal_->hide();
  layer_->setCurrentText(qt(r.layer));
  profile_->setCurrentText(qt(r.profile));
  if (measure_->findData(qt(r.measure)) < 0 && registry()) measure_->addItem(qt(r.measure), qt(r.measure));
  measure_->setCurrentIndex(measure_->findData(qt(r.measure)));
  images_->setValue(r.images);
  slider_->setValue(static_cast<int>(r.threshold * 100 + 0.5));
  threshold_->setValue(r.threshold);
}

void SettingsPanel::update_parts(Parts parts) {
  if (parts.has(Part::source)) {
    show_plugins();
    ask_for_layers();
  }
  if (parts.has(Part::source | Part::request)) show_request();
  if (parts.has(Part::workflow)) measure_->setEnabled(view().state().workflow.task == Task::compare_models);
  if (parts.has(Part::selection)) images_->setEnabled(view().state().selection.images.empty());
}

}  // namespace vantage::viewer
