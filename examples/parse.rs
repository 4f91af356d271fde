//! scratch
fn main() {
    let mut sources = onus::source::Sources::default();
    let mut all = Vec::new();
    let t = std::time::Instant::now();
    for p in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&p).unwrap();
        let id = sources.add(p, text);
        let (tree, f) = onus::syntax::parse(id, &sources);
        if std::env::var("TREE").is_ok() {
            println!("{tree:#?}");
        }
        println!("{} items", tree.items.len());
        all.extend(f);
    }
    eprintln!("{:?}", t.elapsed());
    let style = onus::render::report::Style {
        language: onus::diagnostic::Language::English,
        color: false,
        unicode: false,
        width: 100,
    };
    println!("{}", onus::render::report::report(&all, &sources, &style));
}
