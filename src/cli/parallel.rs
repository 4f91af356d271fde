//! Work spread over threads, with the results in the order of the work.

use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::output;

/// Conditions may stand deep; a thread has as much room for them as the first one, and more.
const STACK: usize = 64 << 20;
/// How often a terminal is told how far the work is.
const TELL: Duration = Duration::from_millis(200);

/// Does the work on every item, as many at once as there are processors. What is not begun in
/// time is left out. Only a terminal is told how far it is.
pub(super) fn each<T: Sync, R: Send>(
    items: &[T],
    until: Option<Instant>,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<Option<R>> {
    each_with(items, until, || (), |(), item| work(item))
}

/// The same with something that each thread makes and keeps for itself.
pub(super) fn each_with<T: Sync, R: Send, S>(
    items: &[T],
    until: Option<Instant>,
    start: impl Fn() -> S + Sync,
    work: impl Fn(&S, &T) -> R + Sync,
) -> Vec<Option<R>> {
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let worker = || {
        let mut results = Vec::new();
        let kept = start();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let late = until.is_some_and(|until| Instant::now() >= until);
            let Some(item) = items.get(at).filter(|_| !late) else {
                return results;
            };
            results.push((at, work(&kept, item)));
            done.fetch_add(1, Ordering::Relaxed);
        }
    };
    let mut found: Vec<Option<R>> = Vec::new();
    found.resize_with(items.len(), || None);
    thread::scope(|scope| {
        let workers = (0..threads.min(items.len())).filter_map(|_| {
            let thread = thread::Builder::new().stack_size(STACK);
            thread.spawn_scoped(scope, worker).ok()
        });
        let workers: Vec<_> = workers.collect();
        if std::io::stderr().is_terminal() {
            while workers.iter().any(|worker| !worker.is_finished()) {
                thread::sleep(TELL);
                let done = done.load(Ordering::Relaxed);
                output::complain(&format!("\r{done}/{}", items.len()));
            }
            output::complain("\r\x1b[K");
        }
        for worker in workers {
            match worker.join() {
                Ok(results) => {
                    for (at, result) in results {
                        if let Some(place) = found.get_mut(at) {
                            *place = Some(result);
                        }
                    }
                }
                Err(trouble) => std::panic::resume_unwind(trouble),
            }
        }
    });
    found
}
