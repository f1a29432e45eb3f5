use ocop_rules::accounts::{Post, Role};

use crate::face::Lang;
use crate::places::Book;

/// What a role is called.
pub fn role_label(role: Role) -> &'static str {
    match role {
        Role::Producer => "Chủ thể OCOP",
        Role::Commune => "Cán bộ cấp xã",
        Role::Province => "Cơ quan OCOP cấp tỉnh",
        Role::Member => "Thành viên Hội đồng",
        Role::Ministry => "Cơ quan OCOP của Bộ",
        Role::Admin => "Quản trị hệ thống",
    }
}

/// What a post is called: the role and the unit it is held in.
pub fn post_label(lang: Lang, book: &Book, post: &Post) -> String {
    let role = lang.t(role_label(post.role));
    match post.role {
        Role::Ministry | Role::Admin => role.to_owned(),
        _ => format!("{role}, {}", book.name(&post.unit)),
    }
}
