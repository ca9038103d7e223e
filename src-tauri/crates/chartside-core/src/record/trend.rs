//! One analyte over time, as it crosses to the screens.

use chart_store::ChartStore;

use crate::ipc::{Trend, TrendPanel, TrendPoint, TrendSeries, Undrawn, WhyUndrawn};
use crate::problem::{Problem, ProblemCode};

/// One analyte over time.
pub(crate) fn trend(store: &ChartStore, analyte: &str) -> Result<Trend, Problem> {
    let trend = store
        .trend(analyte)
        .ok_or_else(|| Problem::new(ProblemCode::ResourceUnknown))?;
    Ok(Trend {
        title: trend.title,
        panels: trend.panels.into_iter().map(panel).collect(),
        undrawn: trend.undrawn.into_iter().map(undrawn).collect(),
    })
}

fn panel(panel: chart_store::TrendPanel) -> TrendPanel {
    let series = panel.lines.into_iter().map(|line| TrendSeries {
        title: line.title,
        points: line.points.into_iter().map(point).collect(),
    });
    TrendPanel {
        unit: panel.unit,
        converted: panel.converted,
        pressure: panel.pressure,
        series: series.collect(),
    }
}

fn point(point: chart_store::TrendPoint) -> TrendPoint {
    TrendPoint {
        key: point.key,
        date: point.date,
        number: point.number,
        text: point.text,
        unit: point.unit,
        comparator: point.comparator,
        flag: point.flag,
        low: point.low,
        high: point.high,
        range: point.range,
        status: point.status,
        standing: point.standing,
        source: point.source,
        converted: point.converted,
    }
}

fn undrawn(one: chart_store::Undrawn) -> Undrawn {
    Undrawn {
        key: one.key,
        part: one.part,
        date: one.date,
        text: one.text,
        reason: match one.reason {
            chart_store::WhyUndrawn::NoDate => WhyUndrawn::NoDate,
            chart_store::WhyUndrawn::NoNumber => WhyUndrawn::NoNumber,
            chart_store::WhyUndrawn::NoValue => WhyUndrawn::NoValue,
        },
    }
}
