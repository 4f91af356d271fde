//! The eight rules as a function that someone wrote by hand: what is left without a language. It has
//! no bounds, nothing that is missing, and no reasons.

use std::io::Write;

use super::incident::Incident;

/// What a record comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) seconds: i64,
    pub(super) fine: i64,
    /// One bit for each of [`RULES`].
    pub(super) rules: u16,
}

pub(super) const RULES: [&str; 11] = [
    "covered",
    "in_control",
    "data_request",
    "server_capacity",
    "route_optimisation",
    "carrier_consultation",
    "redundancy",
    "user_support",
    "corrective_order",
    "fine",
    "compensation",
];

/// What the rules ask, with times in seconds.
#[derive(Clone, Copy)]
pub(super) struct Facts<'t> {
    kind: &'t str,
    users: i64,
    share: f64,
    cause: &'t str,
    scope: &'t str,
    start: i64,
    end: i64,
    planned: bool,
    notice: bool,
    paid: bool,
    rapid: bool,
    measures: [bool; 5],
    disobeyed: bool,
}

impl<'t> Facts<'t> {
    pub(super) fn of(incident: &Incident<'t>) -> Facts<'t> {
        let seconds = |text: &str| {
            let at = chrono::DateTime::parse_from_rfc3339(text).expect("it is a time");
            at.timestamp()
        };
        let measures = &incident.measures;
        Facts {
            kind: incident.op.kind,
            users: incident.op.daily_avg_users,
            share: incident.op.traffic_share,
            cause: incident.inc.cause,
            scope: incident.inc.scope,
            start: seconds(incident.inc.start),
            end: seconds(incident.inc.end),
            planned: incident.inc.planned_maintenance,
            notice: incident.inc.notice_given,
            paid: incident.service.paid,
            rapid: incident.service.rapid_launch_priority,
            measures: [
                measures.server_capacity,
                measures.route_optimisation,
                measures.carrier_consultation,
                measures.redundancy,
                measures.user_support,
            ],
            disobeyed: incident.order_disobeyed,
        }
    }
}

#[inline(never)]
pub(super) fn judge(f: &Facts<'_>) -> Found {
    let covered = f.kind == "value_added" && f.users >= 1_000_000 && f.share >= 0.01;
    let seconds = f.end - f.start;
    let control = f.cause != "external_network" && f.cause != "third_party_service";
    let request = covered && f.scope == "whole_service" && control && !f.rapid;
    let mut failed = 0u16;
    for (number, kept) in f.measures.iter().enumerate() {
        failed |= u16::from(!kept) << number;
    }
    let breach = request && failed != 0;
    let fine = breach && f.disobeyed;
    let told = covered && seconds >= 4 * 3600 && f.paid && !(f.planned && f.notice);
    let failed = if breach { failed } else { 0 };
    Found {
        seconds,
        fine: if fine { 20_000_000 } else { 0 },
        rules: u16::from(covered)
            | u16::from(control) << 1
            | u16::from(request) << 2
            | failed << 3
            | u16::from(breach) << 8
            | u16::from(fine) << 9
            | u16::from(told) << 10,
    }
}

impl Found {
    pub(super) fn is(&self, rule: usize) -> bool {
        self.rules >> rule & 1 == 1
    }

    /// The eight results as one line of JSON.
    pub(super) fn write(&self, line: &mut Vec<u8>) {
        let _ = write!(
            line,
            r#"{{"covered":{},"outage_minutes":{},"in_control":{},"data_request":{},"breach":{},"corrective_order":{},"fine":{},"compensation":{},"rules":["#,
            self.is(0),
            self.seconds / 60,
            self.is(1),
            self.is(2),
            self.rules >> 3 & 31 != 0,
            self.is(8),
            self.fine,
            self.is(10),
        );
        let held = RULES.iter().enumerate().filter(|(rule, _)| self.is(*rule));
        for (number, (_, name)) in held.enumerate() {
            if number > 0 {
                line.push(b',');
            }
            line.push(b'"');
            line.extend_from_slice(name.as_bytes());
            line.push(b'"');
        }
        line.extend_from_slice(b"]}\n");
    }
}

/// From a line of JSON to a line of JSON.
pub(super) fn line(text: &str, out: &mut Vec<u8>) {
    let incident: Incident<'_> = serde_json::from_str(text).expect("it is an incident");
    judge(&Facts::of(&incident)).write(out);
}
