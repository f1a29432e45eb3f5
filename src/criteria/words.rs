//! What is wrong with a set, in Vietnamese.

use ocop_rules::criteria::{Code, SetFault};

/// Where in the law, and what is wrong there.
pub(super) fn fault(fault: &SetFault) -> (String, String) {
    let criterion = |code: &Code| format!("tiêu chí {code}");
    match fault {
        SetFault::Parts { expected, got } => {
            (String::new(), format!("có {got} phần, phải là {expected}"))
        }
        SetFault::Full { expected, got } => {
            (String::new(), format!("các phần cộng lại được {got} điểm, phải là {expected}"))
        }
        SetFault::Bands => (
            String::new(),
            "khung điểm các hạng sao không tăng dần trong phạm vi điểm tối đa".to_owned(),
        ),
        SetFault::PartTotal { letter, expected, got } => {
            (format!("phần {letter}"), format!("ghi {got} điểm, phải là {expected}"))
        }
        SetFault::PartSum { letter, max, sum } => {
            (format!("phần {letter}"), format!("ghi {max} điểm, các mục cộng lại được {sum}"))
        }
        SetFault::SectionSum { section, max, sum } => {
            (format!("mục {section}"), format!("ghi {max} điểm, các tiêu chí cộng lại được {sum}"))
        }
        SetFault::HeadingSum { heading, max, sum } => {
            (format!("nhóm {heading}"), format!("ghi {max} điểm, các tiêu chí cộng lại được {sum}"))
        }
        SetFault::Twice { code } => (criterion(code), "có hai lần trong phiếu".to_owned()),
        SetFault::NoHeading { criterion: code, heading } => {
            (criterion(code), format!("nằm trong nhóm {heading}, nhưng phiếu không có nhóm này"))
        }
        SetFault::NoOptions { criterion: code } => {
            (criterion(code), "không có mức điểm nào".to_owned())
        }
        SetFault::Best { criterion: code, max, best } => {
            (criterion(code), format!("ghi tối đa {max} điểm, mức cao nhất là {best}"))
        }
        SetFault::PointsFall { criterion: code, before, after } => {
            (criterion(code), format!("mức {after} điểm đứng sau mức {before} điểm"))
        }
        SetFault::MarksFall { criterion: code, before, after } => {
            let (before, after) = (before.number(), after.number());
            (criterion(code), format!("dấu {after} sao đứng sau dấu {before} sao"))
        }
        SetFault::Mark { criterion: code, star } => (
            criterion(code),
            format!("có dấu {} sao, luật chỉ in dấu 3, 4 và 5 sao", star.number()),
        ),
        SetFault::NotBinary { criterion: code, max } => {
            (criterion(code), format!("là tiêu chí có hoặc không, các mức phải là 0 và {max}"))
        }
        SetFault::Cases { criterion: code } => {
            (criterion(code), "các trường hợp (a), (b) và các mức điểm không khớp nhau".to_owned())
        }
        SetFault::Requires { criterion: code, requires } => {
            (criterion(code), format!("phụ thuộc tiêu chí {requires}, không tìm thấy phía trước"))
        }
    }
}

/// The criterion whose own figures are wrong: they are written in its file, not in the sheet's.
pub(super) fn criterion_of(fault: &SetFault) -> Option<Code> {
    match fault {
        SetFault::NoOptions { criterion }
        | SetFault::Best { criterion, .. }
        | SetFault::PointsFall { criterion, .. }
        | SetFault::MarksFall { criterion, .. }
        | SetFault::Mark { criterion, .. }
        | SetFault::NotBinary { criterion, .. }
        | SetFault::Cases { criterion } => Some(*criterion),
        _ => None,
    }
}
