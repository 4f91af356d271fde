//! How the findings pages are written: the code and the place of a finding, its words in English and
//! in Korean, then one line for each method of `Diagnostic` that adds to it.
//!
//! Names in braces are put into the words as `format!` does it.

/// One finding. What it needs computed comes first, as `let`.
macro_rules! finding {
    (let $name:ident: $kind:ty = $value:expr; $($rest:tt)*) => {
        $crate::diagnostic::finding! { let $name = { let $name: $kind = $value; $name }; $($rest)* }
    };
    (let $name:pat = $value:expr; $($rest:tt)*) => {{
        let $name = $value;
        $crate::diagnostic::finding! { $($rest)* }
    }};
    ($code:ident($span:expr) $en:literal, $ko:literal; $($rest:tt)*) => {
        $crate::diagnostic::finding! {
            $code($span, $crate::diagnostic::Phrase::new(format!($en), format!($ko))); $($rest)*
        }
    };
    ($code:ident($span:expr, $message:expr);
     $($step:ident $(($($with:expr),*))? $($en:literal, $ko:literal)?;)*) => {
        $crate::diagnostic::Diagnostic::new(
            $crate::diagnostic::Code::$code,
            $message,
            $span,
            $crate::diagnostic::Phrase::default(),
        )
        $(.$step(
            $($($with,)*)?
            $($crate::diagnostic::Phrase::new(format!($en), format!($ko)))?
        ))*
    };
}

/// Functions that each return one finding.
macro_rules! findings {
    ($($(#[$about:meta])* $vis:vis fn $name:ident($($given:tt)*) { $($body:tt)* })*) => {
        $($(#[$about])* $vis fn $name($($given)*) -> $crate::diagnostic::Diagnostic {
            $crate::diagnostic::finding! { $($body)* }
        })*
    };
}

pub(crate) use {finding, findings};
