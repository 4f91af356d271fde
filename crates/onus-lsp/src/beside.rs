//! What is named in a policy and has no definition of its own: articles, parameters and members, the
//! policy itself, what comes with the program, and the words of the language.

use std::fmt::Write;

use onus::check::Declares;
use onus::diagnostic::Phrase;
use onus::period::{Calendar, Regime};
use onus::source::{FileId, Span};
use onus::syntax::tree::{Cite, ClauseBody, Item, ItemKind};
use onus::value::{Date, Zone};

use crate::world::World;

/// What stands at a place.
pub(crate) struct Beside {
    pub(crate) span: Span,
    /// What it says of itself.
    pub(crate) text: String,
    /// Where it comes from, if that is in a policy.
    pub(crate) declared: Option<Span>,
}

/// Words that are declared nowhere, in both languages, and what they say.
#[rustfmt::skip]
const WORDS: &[(&[&str], &str, &str)] = &[
    (&["yes/no", "예/아니오", "예/아니요"], "a kind: yes or no", "값 종류: 예 또는 아니오"),
    (&["number", "수"], "a kind: a number without a unit", "값 종류: 단위 없는 수"),
    (&["share", "비율"], "a kind: a share, as `5%` or `1/100`", "값 종류: 비율. `5%`, `1/100`"),
    (&["duration", "경과시간"], "a kind: a length of time in hours, minutes and seconds; a day is none", "값 종류: 시·분·초로 재는 시간의 길이. 하루는 해당하지 않음"),
    (&["period", "기간"], "a kind: a period as a statute counts it, as `14 days`", "값 종류: 법령의 방식으로 세는 기간. `14 일`"),
    (&["date", "날짜"], "a kind: a day, as `2022-02-03`", "값 종류: 날짜. `2022-02-03`"),
    (&["time", "시각"], "a kind: a moment, as `2022-02-03T11:20`", "값 종류: 시각. `2022-02-03T11:20`"),
    (&["text", "문자"], "a kind: a text in quotation marks", "값 종류: 따옴표로 묶은 글"),
    (&["list", "목록"], "a kind: several of one kind, as `list of Service`", "값 종류: 한 종류의 값 여럿. `목록 의 서비스`"),
    (&["second", "seconds", "초"], "a unit of time: 1/60 of a minute", "시간 단위: 1분의 60분의 1"),
    (&["minute", "minutes", "분"], "a unit of time: 60 seconds", "시간 단위: 60초"),
    (&["hour", "hours", "시간"], "a unit of time: 60 minutes; in a limit counted as `periods` says", "시간 단위: 60분. 기한에서는 `기간계산`에 따라 셈"),
    (&["day", "days", "일"], "a unit of periods: a day of the calendar", "기간 단위: 역일"),
    (&["business day", "business days", "working day", "working days", "영업일", "근무일"], "a day that is neither of the weekend nor a holiday of the `calendar`", "휴무 요일도 `휴일달력`의 휴일도 아닌 날"),
    (&["week", "weeks", "주"], "a unit of periods: seven days", "기간 단위: 7일"),
    (&["month", "months", "개월", "달"], "a unit of periods: by the calendar, as `periods` says it ends", "기간 단위: 역에 따라 계산. 끝나는 날은 `기간계산`에 따름"),
    (&["year", "years", "년"], "a unit of periods: by the calendar", "기간 단위: 역에 따라 계산"),
    (&["moment", "적용시점"], "the moment whose law is applied to the item", "이 항목에 적용되는 법의 시점"),
    (&["is one of", "다음 중", "다음중"], "one of several choices: `cause is one of (own, line)`", "여러 선택지 중 하나: `원인 이 다음 중 (자체, 회선)`"),
    (&["after", "이후"], "counts a period from a time: `14 days after ended`", "어떤 때부터 기간을 셈: `종료 이후 14 일`"),
    (&["before", "이전"], "counts a period back from a time: `3 days before due of pay`", "어떤 때부터 거꾸로 기간을 셈: `시작 이전 3 일`"),
    (&["counting that day", "초일산입"], "the day of the event is the first day of the period", "사유가 있은 날을 첫날로 셈"),
    (&["and", "그리고"], "both hold; beside `or` brackets are needed", "모두 해당함. `또는`과 함께 쓸 때에는 괄호가 필요"),
    (&["or", "또는"], "at least one holds; beside `and` brackets are needed", "하나 이상 해당함. `그리고`와 함께 쓸 때에는 괄호가 필요"),
    (&["not", "아닌"], "the contrary of what follows", "뒤따르는 것의 반대"),
    (&["is", "은", "는", "이", "가"], "is the same as, or is in the state that follows", "뒤따르는 것과 같음, 또는 그 상태임"),
    (&["known", "알려짐"], "a fact is recorded and not declared unknown", "사실이 적혀 있고 불명으로 적히지 않음"),
    (&["unknown", "불명"], "a fact is not recorded, or declared unknown", "사실이 적혀 있지 않거나 불명으로 적힘"),
    (&["applicable", "해당있음"], "an optional fact applies", "선택 항목이 해당함"),
    (&["has happened", "있었음"], "an act is recorded", "행위가 적혀 있음"),
    (&["under law of", "당시의 법에 따른"], "asks a definition under the law of another moment", "다른 시점의 법에 따라 정의를 물음"),
    (&["if", "만약"], "chooses between two values: `if a then x else y`", "두 값 중 하나를 고름: `만약 a 이면 x 아니면 y`"),
    (&["due", "만기"], "when a duty is due: `due of notify`", "의무의 만기: `만기 의 고지의무`"),
    (&["performance", "이행"], "when a duty was performed", "의무를 이행한 때"),
    (&["breach", "위반"], "when a duty was breached", "의무를 위반한 때"),
];

/// How many provisions that cite an article are listed.
const MOST: usize = 10;

impl World {
    pub(crate) fn beside(&mut self, file: FileId, offset: u32) -> Option<Beside> {
        let item = self.item_at(file, offset);
        let item = item.filter(|item| offset <= item.span.end);
        if let Some(item) = &item {
            let found = self.article(file, item, offset);
            let found = found.or_else(|| self.policy_named(file, item, offset));
            let found = found.or_else(|| self.variable(file, item, offset));
            if found.is_some() {
                return found;
            }
        }
        self.shipped_at(file, offset)
            .or_else(|| self.word(file, offset))
    }

    /// An article that is cited: its source, and which other provisions rest on it.
    fn article(&mut self, file: FileId, item: &Item, offset: u32) -> Option<Beside> {
        let holds = |span: Span| span.start <= offset && offset <= span.end;
        let cite = cites(item).find(|cite| holds(cite.span))?.clone();
        let view = self.view(file);
        let source = view.index.at(file, cite.source.span.start);
        let declared = source.and_then(|(id, _)| view.index.definition(id).map(|one| one.span));
        let mut text = format!("```onus\n{} {}\n```\n", cite.source.name, cite.pin);
        if let Some(source) = declared.and_then(|span| self.item_at(span.file, span.start)) {
            for title in [&source.titles.en, &source.titles.ko].into_iter().flatten() {
                let _ = write!(text, "\n{}\n", title.text);
            }
        }
        let mut same = Vec::new();
        for other in &view.files {
            let parsed = self.documents.parsed(*other);
            for one in &parsed.tree.items {
                let alike =
                    |other: &Cite| other.source.name == cite.source.name && other.pin == cite.pin;
                if one.name.span != item.name.span && cites(one).any(alike) {
                    same.push(format!("`{}`", one.name.name));
                }
            }
        }
        if !same.is_empty() {
            let more = if same.len() > MOST { ", …" } else { "" };
            same.truncate(MOST);
            let said = self.say(&Phrase::new("Cited by", "이 조문을 근거로 하는 항목"));
            let _ = write!(text, "\n{said}: {}{more}\n", same.join(", "));
        }
        Some(Beside {
            span: cite.span,
            text,
            declared,
        })
    }

    /// The name of a policy: its titles, and for one that is used where it begins.
    fn policy_named(&mut self, file: FileId, item: &Item, offset: u32) -> Option<Beside> {
        let span = item.name.span;
        let is_policy = matches!(item.kind, ItemKind::Policy | ItemKind::Use);
        (is_policy && span.start <= offset && offset <= span.end).then_some(())?;
        let view = self.view(file);
        let mut heads = Vec::new();
        for other in &view.files {
            let parsed = self.documents.parsed(*other);
            let mut items = parsed.tree.items.iter();
            let head =
                items.find(|one| one.kind == ItemKind::Policy && one.name.name == item.name.name);
            heads.extend(head.cloned());
        }
        let mut text = format!("```onus\npolicy {}\n```\n", item.name.name);
        let titled = heads.iter().filter_map(|head| {
            head.clauses.iter().find_map(|clause| match &clause.body {
                ClauseBody::Title(titles) => Some(titles.clone()),
                _ => None,
            })
        });
        for titles in titled.take(1) {
            for title in [&titles.en, &titles.ko].into_iter().flatten() {
                let _ = write!(text, "\n{}\n", title.text);
            }
        }
        let count = heads.len();
        let files = Phrase::new(format!("Files: {count}"), format!("파일 {count}개"));
        let _ = write!(text, "\n{}\n", self.say(&files));
        // The file with the title is the one in which the policy begins.
        let begins = heads.iter().max_by_key(|head| head.clauses.len());
        Some(Beside {
            span,
            text,
            declared: begins.map(|head| head.name.span),
        })
    }

    /// A parameter, or a member that a clause or a question takes of a list.
    fn variable(&mut self, file: FileId, item: &Item, offset: u32) -> Option<Beside> {
        let (span, word) = self.word_at(file, offset, |_| false)?;
        let param = item
            .params
            .iter()
            .find(|one| one.name.name.as_str() == word);
        if let Some(param) = param {
            let kind = self.sources().text(param.kind.span()).to_owned();
            let mut text = format!("```onus\n{word} : {kind}\n```\n");
            let view = self.view(file);
            let named = view.index.definitions().find(|(_, one)| {
                matches!(one.declares, Declares::Item(_))
                    && one.name.rsplit('.').next() == Some(kind.as_str())
            });
            if let Some(kind) = named.and_then(|(_, one)| self.item(one.item)) {
                for title in [&kind.titles.en, &kind.titles.ko].into_iter().flatten() {
                    let _ = write!(text, "\n{}\n", title.text);
                }
            }
            return Some(Beside {
                span,
                text,
                declared: Some(param.name.span),
            });
        }
        // `for each s in services`, `any of (s in services where …)`, `… for s in services`.
        let text = self.sources().text(item.span);
        let part = |c: char| c.is_alphanumeric() || c == '_';
        let taken = text.match_indices(word.as_str()).find_map(|(at, _)| {
            let before = text.get(..at)?.chars().next_back();
            let rest = text.get(at + word.len()..)?;
            let mut after = rest.split_whitespace();
            let apart = rest.starts_with(char::is_whitespace) && !before.is_some_and(part);
            let list = matches!(after.next(), Some("in" | "속한")).then(|| after.next())??;
            let list = list.trim_end_matches([')', ',']);
            apart.then(|| (at, list.to_owned()))
        });
        let (at, list) = taken?;
        let start = item.span.start + u32::try_from(at).ok()?;
        let length = u32::try_from(word.len()).ok()?;
        Some(Beside {
            span,
            text: format!("```onus\n{word} in {list}\n```\n"),
            declared: Some(Span::new(file, start, start + length)),
        })
    }

    /// A way of counting, a calendar or a zone that comes with the program.
    fn shipped_at(&mut self, file: FileId, offset: u32) -> Option<Beside> {
        let (span, word) = self.word_at(file, offset, |c| matches!(c, '.' | '/' | '-' | '+'))?;
        let titled = |title: &onus::period::regime::Title| {
            format!("```onus\n{word}\n```\n\n{}\n\n{}\n", title.en, title.ko)
        };
        let line = self.line_before(span);
        let opener = line
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_owned();
        let text = if let Some(regime) = Regime::named(&word) {
            let cites = regime.cites.join(", ");
            format!("{}\n{cites}\n", titled(&regime.title))
        } else if let Some(zone) =
            Zone::named(&word).filter(|_| word.contains('/') || word == "UTC")
        {
            let offset = |month| {
                let day = Date::new(2026, month, 1)?;
                let text = zone.rfc3339(zone.midnight(day)?);
                text.get(text.len().checked_sub(6)?..).map(str::to_owned)
            };
            let mut offsets = vec![offset(1)?, offset(7)?];
            offsets.dedup();
            format!("```onus\n{word}\n```\n\nUTC{}\n", offsets.join(" / UTC"))
        } else if let Some(calendar) = Calendar::named(&word).filter(|_| {
            matches!(
                opener.as_str(),
                "calendar" | "휴일달력" | "extends" | "준용" | "|"
            )
        }) {
            let (from, until) = (calendar.relied_on_from, calendar.relied_on_until);
            format!("{}\n{from} – {until}\n", titled(&calendar.title))
        } else {
            return None;
        };
        Some(Beside {
            span,
            text,
            declared: None,
        })
    }

    /// The line of a span, up to its end.
    fn line_before(&self, span: Span) -> String {
        let text = self.sources().text(Span::new(span.file, 0, span.end));
        text.rsplit('\n').next().unwrap_or_default().to_owned()
    }

    /// A word of the language.
    fn word(&mut self, file: FileId, offset: u32) -> Option<Beside> {
        let (span, word) = self.word_at(file, offset, |c| c == '/')?;
        let line = self.line_before(Span {
            end: self.line_end(span),
            ..span
        });
        let says = |(words, en, ko): &(&[&str], &str, &str)| {
            // Of several words, the one at the place is among them, and all stand in the line.
            let fits = words.iter().any(|one| {
                *one == word
                    || one.contains(' ')
                        && one.split(' ').any(|part| part == word)
                        && line.contains(one)
            });
            fits.then(|| (words.join(" · "), Phrase::new(*en, *ko)))
        };
        // What says more comes first: `is one of` before `is`.
        let several = |one: &&(&[&str], &str, &str)| {
            one.0
                .iter()
                .any(|words| words.contains(' ') && line.contains(words))
        };
        let quoted = line.get(..line.find(word.as_str())?)?.matches('"').count() % 2 == 1;
        let found = WORDS.iter().filter(several).find_map(says);
        let (words, says) = found
            .or_else(|| WORDS.iter().find_map(says))
            .filter(|_| !quoted)?;
        Some(Beside {
            span,
            text: format!("`{words}` — {}\n", self.say(&says)),
            declared: None,
        })
    }

    fn line_end(&self, span: Span) -> u32 {
        let text = self
            .sources()
            .get(span.file)
            .map_or("", |source| source.text());
        let rest = text.get(span.end as usize..).unwrap_or("");
        let length = rest.find(['\n', '#']).unwrap_or(rest.len());
        span.end + u32::try_from(length).unwrap_or(0)
    }

    /// The word around a byte, and what else belongs to it.
    fn word_at(
        &self,
        file: FileId,
        offset: u32,
        also: impl Fn(char) -> bool,
    ) -> Option<(Span, String)> {
        let text = self.sources().get(file)?.text();
        let (before, after) = text.split_at_checked(offset as usize)?;
        let part = |c: char| c.is_alphanumeric() || c == '_' || also(c);
        let start = before.len() - (before.len() - before.trim_end_matches(part).len());
        let end = before.len() + after.find(|c| !part(c)).unwrap_or(after.len());
        let word = text.get(start..end).filter(|word| !word.is_empty())?;
        let at = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Some((Span::new(file, at(start), at(end)), word.to_owned()))
    }
}

/// All articles that an item cites.
fn cites(item: &Item) -> impl Iterator<Item = &Cite> {
    item.clauses.iter().flat_map(|clause| match &clause.body {
        ClauseBody::Cites(cites) => cites.iter().collect::<Vec<_>>(),
        ClauseBody::Rule(rule) => rule.cites.iter().collect(),
        ClauseBody::Field(field) => field.cites.iter().collect(),
        _ => Vec::new(),
    })
}
