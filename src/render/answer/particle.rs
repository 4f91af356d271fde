//! Korean particles, chosen by the last sound of the word before them.

/// Which pair of particles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Particle {
    /// 이/가
    Subject,
    /// 과/와
    And,
}

/// The word with its particle: `의무와`, `권한과`.
pub(super) fn with(word: &str, particle: Particle) -> String {
    let (closed, open) = match particle {
        Particle::Subject => ("이", "가"),
        Particle::And => ("과", "와"),
    };
    format!("{word}{}", if ends_closed(word) { closed } else { open })
}

/// Whether the word ends in a consonant when read aloud. Brackets and quotation
/// marks at the end are not read; digits and capitals are read by their Korean names.
pub(super) fn ends_closed(word: &str) -> bool {
    let Some(last) = without_additions(word)
        .chars()
        .rev()
        .find(|c| c.is_alphanumeric() || *c == '%')
    else {
        return false;
    };
    match last {
        '가'..='힣' => (u32::from(last) - u32::from('가')) % 28 != 0,
        // 영 일 삼 육 칠 팔, against 이 사 오 구.
        '0' | '1' | '3' | '6' | '7' | '8' => true,
        // 엘 엠 엔 알.
        'L' | 'M' | 'N' | 'R' => true,
        // Words: 네이버 ends open, 페이스북 and 구글 do not.
        'b' | 'c' | 'g' | 'k' | 'l' | 'm' | 'n' | 'p' | 't' => true,
        _ => false,
    }
}

/// The word without additions in brackets at its end, which are not read.
fn without_additions(word: &str) -> &str {
    let mut bare = word.trim_end();
    while bare.ends_with([')', ']']) {
        let mut open: u32 = 0;
        let mut start = None;
        for (at, letter) in bare.char_indices().rev() {
            match letter {
                ')' | ']' => open = open.saturating_add(1),
                '(' | '[' => open = open.saturating_sub(1),
                _ => {}
            }
            if open == 0 {
                start = Some(at);
                break;
            }
        }
        match start.and_then(|at| bare.get(..at)).map(str::trim_end) {
            Some(before) if !before.is_empty() => bare = before,
            _ => break,
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::{Particle, with};

    #[test]
    fn the_last_sound_decides() {
        for (word, expected) in [
            ("의무", "의무와"),
            ("권한", "권한과"),
            ("고지(재통지)", "고지(재통지)와"),
            (
                "명령(법 제92조제1항제1호)(다툼)",
                "명령(법 제92조제1항제1호)(다툼)과",
            ),
            ("명령 [Pay Ltd](GDPR 34(4))", "명령 [Pay Ltd](GDPR 34(4))과"),
            (
                "공표 [Cloud GmbH](지침 23(7))",
                "공표 [Cloud GmbH](지침 23(7))와",
            ),
            ("‘자료 제출 요청’", "‘자료 제출 요청’과"),
            ("제22조의7", "제22조의7과"),
            ("서비스 2", "서비스 2와"),
            ("MSIT", "MSIT와"),
            ("KCC", "KCC와"),
            ("VPN", "VPN과"),
            ("Facebook", "Facebook과"),
            ("Kakao", "Kakao와"),
            ("1.2%", "1.2%와"),
        ] {
            assert_eq!(with(word, Particle::And), expected);
        }
        assert_eq!(with("장관", Particle::Subject), "장관이");
    }
}
