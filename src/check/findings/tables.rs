//! Decision tables: cells out of place, facts that no row fits, facts that two fit.

use crate::diagnostic::{Code, Diagnostic, Phrase, findings};
use crate::source::Span;

pub(in crate::check) fn cells_against_columns(
    row: Span,
    cells: usize,
    columns: usize,
) -> Diagnostic {
    Diagnostic::new(
        Code::WrongCell,
        Phrase::new(
            "a row needs one cell for each column, and then its value",
            "행에는 열마다 한 칸, 그다음에 결과 한 칸이 있어야 합니다",
        ),
        row,
        Phrase::new(
            format!("cells: {}; columns: {columns}, and the value", cells + 1),
            format!("칸 {}개, 열 {columns}개와 결과", cells + 1),
        ),
    )
    .help(Phrase::new(
        "write `any` where it does not matter",
        "무엇이든 상관없는 칸에는 `any`를 적으십시오",
    ))
}

findings! {
    pub(in crate::check) fn open_cell(cell: Span) {
        WrongCell(cell) "a cell of a table must be fixed: a figure, a choice, a day, yes or no",
            "표의 칸에는 수치, 선택지, 날짜, 예·아니오처럼 정해진 값만 올 수 있습니다";
        here "depends on something else", "다른 것에 따라 달라지는 값";
        help "ask it in a column of its own, as in `table users >= base`, with `yes` and `no` in the cells",
            "`table users >= base`처럼 열에서 묻고, 칸에는 `yes`와 `no`를 적으십시오";
    }

    pub(in crate::check) fn table_too_large(heading: Span, (columns, rows): (usize, usize)) {
        WrongCell(heading) "a table has at most {columns} columns and {rows} rows",
            "표에는 열 {columns}개, 행 {rows}개까지 둘 수 있습니다";
        help "split it into several definitions", "여러 정의로 나누십시오";
    }

    /// The example is a row as it would be written, in each language.
    pub(in crate::check) fn table_gap(heading: Span, example: &Phrase) {
        let example_en = &example.en;
        let example_ko = &example.ko;
        TableGap(heading) "no row of this table fits `{example_en}`",
            "이 표에는 다음 경우에 해당하는 행이 없습니다: `{example_ko}`";
        here "falls between the rows", "어느 행에도 속하지 않는 경우";
        help "add a row for it; where the law says nothing there, say so with `allow table-gap because`",
            "이 경우의 행을 더하십시오. 법령이 정하지 않은 경우라면 `allow table-gap because`로 그 이유를 적으십시오";
    }

    pub(in crate::check) fn table_overlap(row: Span, first: Span, example: &Phrase) {
        let example_en = &example.en;
        let example_ko = &example.ko;
        TableOverlap(row) "two rows of this table fit `{example_en}`",
            "이 표에는 다음 경우에 해당하는 행이 둘 있습니다: `{example_ko}`";
        here "fits it too", "이 행에도 해당함";
        also(first) "fits it", "이 행에 해당함";
        help "narrow one of the two, so that exactly one row fits",
            "한 행에만 해당하도록 둘 중 한 행의 조건을 좁히십시오";
    }
}
