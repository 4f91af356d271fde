//! Parts of a determination, by hand.

use crate::determination::{
    About, Because, Conclusion, Determination, DutyRow, ExceptionRow, Figure, InForce, Need,
    PolicyUsed, PowerRow, Reason, Routes, SCHEMA, SanctionRow, Shown, Side, SourceUsed, Words,
};
use crate::value::{Standards, State, Truth};

pub(super) fn words(en: &str, ko: &str) -> Words {
    Words {
        en: en.into(),
        ko: ko.into(),
    }
}

pub(super) fn msit() -> Words {
    words("Minister of Science and ICT", "과학기술정보통신부장관")
}

pub(super) fn operator() -> Words {
    words("Operator", "사업자")
}

pub(super) fn empty(as_of: &str) -> Determination {
    let source = |name: &str, en: &str, ko: &str, soft| SourceUsed {
        policy: "kr.netflix_law".into(),
        name: name.into(),
        title: words(en, ko),
        soft,
        at: None,
    };
    Determination {
        schema: SCHEMA.to_owned(),
        engine: "0".to_owned(),
        policies: vec![PolicyUsed {
            name: "kr.netflix_law".into(),
            title: Some(words(
                "Service stability of large online services",
                "부가통신사업자의 서비스 안정성 확보",
            )),
            sha256: String::new(),
            zone: "Asia/Seoul".into(),
            governed_at: None,
            advice: Vec::new(),
        }],
        sources: vec![
            source(
                "Act",
                "Telecommunications Business Act",
                "전기통신사업법",
                false,
            ),
            source(
                "Decree",
                "Enforcement Decree of the Telecommunications Business Act",
                "전기통신사업법 시행령",
                false,
            ),
            source(
                "Guide",
                "Guideline on service stability of 7 December 2021",
                "부가통신사업자의 서비스 안정성 확보 등을 위한 가이드라인(2021. 12. 7.)",
                true,
            ),
        ],
        title: None,
        as_of: as_of.into(),
        law_of: None,
        proposed: Vec::new(),
        changed_by_proposals: None,
        known_by: None,
        facts_sha256: None,
        assumptions: Vec::new(),
        changed: None,
        parties: Vec::new(),
        record_complete_until: None,
        record_complete_from: None,
        facts: Vec::new(),
        conclusions: Vec::new(),
        duties: Vec::new(),
        powers: Vec::new(),
        sanctions: Vec::new(),
        judgements: Vec::new(),
        findings: Vec::new(),
        disputes: Vec::new(),
        disputes_complete: None,
        coming: crate::determination::Coming::default(),
        doubts: Vec::new(),
        readings: Vec::new(),
        readings_complete: None,
        owed_since_complete: None,
        conflicts: Vec::new(),
        irregular: Vec::new(),
    }
}

pub(super) fn about(name: &str, en: &str, ko: &str, cites: &[&str]) -> About {
    About {
        name: format!("kr.netflix_law.{name}"),
        title: words(en, ko),
        instance: None,
        instance_title: None,
        cites: cites.iter().map(|cite| (*cite).to_owned()).collect(),
        soft: false,
        in_force: None::<InForce>,
        needs: Vec::new(),
        open: Vec::new(),
        regardless: Vec::new(),
        routes: Routes::default(),
        changes: None,
        accounts: Vec::new(),
        whichever: false,
        on_readings: Vec::new(),
        because: None,
    }
}

pub(super) fn needing(mut about: About, needs: &[Need]) -> About {
    about.needs = needs.to_vec();
    about
}

pub(super) fn because(mut about: About, because: Because) -> About {
    about.because = Some(because);
    about
}

pub(super) fn of_service(mut about: About, at: usize, title: &str) -> About {
    about.instance = Some(format!("services[{at}]"));
    about.instance_title = Some(title.to_owned());
    about
}

pub(super) fn need(path: &str, en: &str, ko: &str) -> Need {
    Need {
        path: path.into(),
        title: words(en, ko),
        holder: None,
        declared_unknown: false,
    }
}

pub(super) fn judged(path: &str, en: &str, ko: &str, holder: Words) -> Need {
    Need {
        holder: Some(holder),
        ..need(path, en, ko)
    }
}

pub(super) fn step(value: &str, step: Reason, of: Vec<Because>) -> Because {
    Because {
        value: value.into(),
        step,
        cites: Vec::new(),
        of,
    }
}

pub(super) fn side(en: &str, ko: &str, value: Figure) -> Side {
    Side {
        title: words(en, ko),
        path: Some("fact".into()),
        value: Shown::Is(value),
        constant: false,
        over: None,
        by: None,
        source: None,
    }
}

pub(super) fn during(mut side: Side, over: &str) -> Side {
    side.over = Some(over.into());
    side
}

pub(super) fn limit(value: Figure) -> Side {
    Side {
        constant: true,
        path: None,
        ..side("", "", value)
    }
}

pub(super) fn compare(
    value: &str,
    left: Side,
    operator: &str,
    right: Figure,
    margin: Option<Figure>,
) -> Because {
    step(
        value,
        Reason::Compare {
            left,
            operator: operator.into(),
            right: limit(right),
            margin: margin.map(Shown::Is),
        },
        Vec::new(),
    )
}

pub(super) fn users(count: &str) -> Figure {
    Figure::Count(count.into(), words("users", "명"))
}

pub(super) fn seconds(count: &str) -> Figure {
    Figure::Seconds(count.into())
}

pub(super) fn choice(name: &str, en: &str, ko: &str) -> Figure {
    Figure::Choice(name.into(), words(en, ko))
}

pub(super) fn concluded(value: &str, name: &str, en: &str, ko: &str) -> Because {
    step(
        value,
        Reason::Conclusion {
            name: format!("kr.netflix_law.{name}"),
            title: words(en, ko),
            instance: None,
            exempt_by: Vec::new(),
        },
        Vec::new(),
    )
}

pub(super) fn conclusion(about: About, value: &str) -> Conclusion {
    Conclusion {
        about,
        value: value.into(),
        unknown_value: false,
        intermediate: false,
        standing: None,
        exempt_by: Vec::new(),
        exceptions: Vec::new(),
    }
}

pub(super) fn exception(
    name: &str,
    title: Words,
    cite: &str,
    value: Truth,
    because: Option<Because>,
    needs: &[Need],
) -> ExceptionRow {
    ExceptionRow {
        name: name.into(),
        title,
        cites: vec![cite.into()],
        soft: false,
        replaces: false,
        value,
        because,
        needs: needs.to_vec(),
    }
}

pub(super) fn duty(about: About, to: Words, must: Words, state: State) -> DutyRow {
    DutyRow {
        about,
        alternatives: Vec::new(),
        zone: None,
        bearer: "operator".into(),
        bearer_title: operator(),
        bearer_member: None,
        to: Some("someone".into()),
        to_title: Some(to),
        must,
        arises: crate::value::Truth::Undetermined,
        owed_since: None,
        breached: None,
        state,
        replaced_by: Vec::new(),
        exempt_by: Vec::new(),
        exceptions: Vec::new(),
        due_at: None,
        due_day: None,
        due_earliest: None,
        due_latest: None,
        as_recorded: None,
        forbids: false,
        permits: false,
        permitted_by: Vec::new(),
        payment: None,
        counted: None,
        limit: None,
        promptness: Standards::default(),
        done_at: None,
        acts: Vec::new(),
        if_owed: None,
        if_not_assumed: None,
        other_acts: Vec::new(),
        standing: None,
        on_breach: Vec::new(),
    }
}

pub(super) fn power(about: About, state: State) -> PowerRow {
    PowerRow {
        about,
        holder: "MSIT".into(),
        holder_title: msit(),
        over: Some("operator".into()),
        over_title: Some(operator()),
        through: None,
        through_title: None,
        acts: Vec::new(),
        state,
        exempt_by: Vec::new(),
        exceptions: Vec::new(),
        standing: None,
    }
}

pub(super) fn sanction(about: About, state: State, up_to: Vec<Shown>) -> SanctionRow {
    SanctionRow {
        about,
        bearer: Some("operator".into()),
        bearer_title: Some(operator()),
        holder: Some("MSIT".into()),
        holder_title: Some(msit()),
        through_title: None,
        acts: Vec::new(),
        breach_of: None,
        state,
        up_to,
        in_lieu_of: None,
        exempt_by: Vec::new(),
        exceptions: Vec::new(),
        standing: None,
    }
}

pub(super) fn ten_million() -> Vec<Shown> {
    vec![Shown::Is(Figure::Money("10000000".into(), "KRW".into()))]
}
