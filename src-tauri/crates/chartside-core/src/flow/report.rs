//! What a person sends to whoever helps: the flow as text and as JSON, the versions, and nothing that
//! names a patient, opens a server or tells where things are on this computer.

use std::fmt::Write as _;

use serde_json::json;

use crate::ipc::{Flow, FlowParameter, FlowStep, FlowValue, SupportReport};

/// The report of a flow in which nothing is revealed.
pub(crate) fn support_report(flow: &Flow) -> SupportReport {
    let json = json!({
        "app": "Chartside",
        "version": env!("CARGO_PKG_VERSION"),
        "system": std::env::consts::OS,
        "architecture": std::env::consts::ARCH,
        "flow": flow,
    });
    SupportReport {
        text: text(flow),
        json: serde_json::to_string_pretty(&json).unwrap_or_default(),
    }
}

fn text(flow: &Flow) -> String {
    let mut out = format!(
        "Chartside {} on {} ({})\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH
    );
    let summary = &flow.summary;
    let _ = write!(
        out,
        "{} with {}, began {}, {}",
        word(&summary.kind),
        summary.host,
        summary.began,
        word(&summary.outcome)
    );
    if let Some(milliseconds) = summary.milliseconds {
        let _ = write!(out, " after {milliseconds} ms");
    }
    out.push('\n');
    if let Some(problem) = &summary.problem {
        let _ = writeln!(
            out,
            "problem {} reference {}",
            word(&problem.code),
            problem.reference
        );
    }
    for step in &flow.steps {
        write_step(&mut out, step);
    }
    if flow.steps_left_out > 0 {
        let _ = writeln!(out, "\n{} more steps were not kept", flow.steps_left_out);
    }
    out
}

fn write_step(out: &mut String, step: &FlowStep) {
    let _ = write!(
        out,
        "\n{}. {} {}",
        step.number,
        word(&step.kind),
        word(&step.outcome)
    );
    if let Some(milliseconds) = step.milliseconds {
        let _ = write!(out, ", {milliseconds} ms");
    }
    out.push('\n');
    if let Some(request) = &step.request {
        let _ = writeln!(out, "   > {} {}", request.method, request.url);
        write_parameters(out, &request.parameters);
    }
    if let Some(answer) = &step.answer {
        let status = answer.status.map(|status| status.to_string());
        let parts = [status, answer.media_type.clone()];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        let _ = writeln!(out, "   < {}", parts.join(" "));
        write_parameters(out, &answer.members);
    }
    if let Some(problem) = &step.problem {
        let _ = writeln!(
            out,
            "   ! {} reference {}",
            word(&problem.code),
            problem.reference
        );
    }
    for warning in &step.warnings {
        let _ = writeln!(out, "   ~ {warning}");
    }
}

fn write_parameters(out: &mut String, parameters: &[FlowParameter]) {
    for FlowParameter { name, value, .. } in parameters {
        let _ = match value {
            FlowValue::Shown { text } => writeln!(out, "       {name} = {text}"),
            FlowValue::Redacted {
                kind,
                fingerprint,
                length,
                ..
            } => {
                let kind = word(kind);
                let mark = fingerprint.as_deref().unwrap_or("not compared");
                writeln!(out, "       {name} = [{kind} {mark}, {length} bytes]")
            }
        };
    }
}

/// The name that the value has in the contract.
fn word<T: serde::Serialize>(value: &T) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}
