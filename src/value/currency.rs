//! The currencies of ISO 4217, by their three letters.

/// Codes of currencies in use (ISO 4217, list one), without funds, metals and test codes.
const CODES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL \
BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD \
FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS \
KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK \
MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD \
SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX \
USD UYU UZS VED VES VND VUV WST XAF XCD XCG XDR XOF XPF YER ZAR ZMW ZWG";

/// Whether these letters are a currency; `원` is the won.
#[must_use]
pub fn is_currency(word: &str) -> bool {
    code(word).is_some()
}

/// The three letters of a currency written by its code or, for the won, in Korean.
#[must_use]
pub fn code(word: &str) -> Option<&str> {
    match word {
        "원" => Some("KRW"),
        // Every name of a kind and of a fact is asked whether it is one.
        _ if word.len() != 3 => None,
        _ => CODES.split(' ').find(|known| *known == word),
    }
}
