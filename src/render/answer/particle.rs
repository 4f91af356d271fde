//! Korean particles, chosen by the last sound of the word before them.

/// Which pair of particles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Particle {
    /// 은/는
    Topic,
    /// 이/가
    Subject,
    /// 을/를
    Object,
}

/// The word with its particle: `의무는`, `권한은`.
pub(super) fn with(word: &str, particle: Particle) -> String {
    let (closed, open) = match particle {
        Particle::Topic => ("은", "는"),
        Particle::Subject => ("이", "가"),
        Particle::Object => ("을", "를"),
    };
    format!("{word}{}", if ends_closed(word) { closed } else { open })
}

/// Whether the word ends in a consonant when read aloud. Brackets and quotation
/// marks at the end are not read; digits and capitals are read by their Korean names.
pub(super) fn ends_closed(word: &str) -> bool {
    // Additions in brackets are not read.
    let mut bare = word;
    while let Some((before, addition)) = bare.rsplit_once('(') {
        if !addition.ends_with(')') || before.trim().is_empty() {
            break;
        }
        bare = before;
    }
    let Some(last) = bare
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

#[cfg(test)]
mod tests {
    use super::{Particle, with};

    #[test]
    fn the_last_sound_decides() {
        for (word, expected) in [
            ("의무", "의무는"),
            ("권한", "권한은"),
            ("고지(재통지)", "고지(재통지)는"),
            (
                "명령(법 제92조제1항제1호)(다툼)",
                "명령(법 제92조제1항제1호)(다툼)은",
            ),
            ("‘자료 제출 요청’", "‘자료 제출 요청’은"),
            ("제22조의7", "제22조의7은"),
            ("서비스 2", "서비스 2는"),
            ("MSIT", "MSIT는"),
            ("KCC", "KCC는"),
            ("VPN", "VPN은"),
            ("Facebook", "Facebook은"),
            ("Kakao", "Kakao는"),
            ("1.2%", "1.2%는"),
        ] {
            assert_eq!(with(word, Particle::Topic), expected);
        }
        assert_eq!(with("장관", Particle::Subject), "장관이");
        assert_eq!(with("사유", Particle::Object), "사유를");
    }
}
