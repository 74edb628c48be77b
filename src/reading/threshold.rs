//! Black and white by comparing each point with the mean of its surroundings (Bradley and Roth, "Adaptive
//! thresholding using the integral image", 2007), so that a shadow across a code does not swallow half of it.

/// The surroundings reach at least so far, in pixels, and at most so far: the sums must fit.
const REACH: (usize, usize) = (6, 256);

/// A point is black when it is darker than its surroundings by more than this many of 64 parts, so that the
/// grain of an even surface stays white, and by more than so many levels, so that it does in the dark.
const DARKER: (u32, u32) = (5, 4);

/// A picture of 0 for black and 255 for white, of the same size. The surroundings are what is up to `reach`
/// pixels away in each direction. `width` is more than 0 and divides the length of `luma`.
///
/// Sums of columns are carried from row to row and summed along the row: four additions a point, whatever the
/// size of the surroundings, and no table as large as the picture.
pub(super) fn local(luma: &[u8], width: usize, reach: usize) -> Vec<u8> {
    let height = luma.len() / width;
    let reach = reach.clamp(REACH.0, REACH.1);
    let row = |y: usize| &luma[y * width..(y + 1) * width];
    let mut columns = vec![0u32; width];
    for y in 0..reach.min(height) {
        add(&mut columns, row(y));
    }
    let mut out = Vec::with_capacity(luma.len());
    for y in 0..height {
        if y + reach < height {
            add(&mut columns, row(y + reach));
        }
        if y > reach {
            take(&mut columns, row(y - reach - 1));
        }
        let rows = (y + reach).min(height - 1) - y.saturating_sub(reach) + 1;
        let mut sum: u32 = columns.iter().take(reach).sum();
        for (x, &point) in row(y).iter().enumerate() {
            sum += columns.get(x + reach).copied().unwrap_or(0);
            if x > reach {
                sum -= columns[x - reach - 1];
            }
            let across = (x + reach).min(width - 1) - x.saturating_sub(reach) + 1;
            // At most 513 rows and columns of 255, times 64: just below 2 to the 32nd.
            let area = (rows * across) as u32;
            let by = (sum * DARKER.0).max(area * DARKER.1 * 64);
            let is_black = u32::from(point) * area * 64 < (sum * 64).saturating_sub(by);
            out.push(if is_black { 0 } else { 255 });
        }
    }
    out
}

fn add(columns: &mut [u32], row: &[u8]) {
    for (sum, &point) in columns.iter_mut().zip(row) {
        *sum += u32::from(point);
    }
}

fn take(columns: &mut [u32], row: &[u8]) {
    for (sum, &point) in columns.iter_mut().zip(row) {
        *sum -= u32::from(point);
    }
}

/// A picture of 0 for black and 255 for white by one limit for all of it: the middle between the mean of what
/// is darker and the mean of what is not (Ridler and Calvard, "Picture thresholding using an iterative
/// selection method", 1978).
pub(super) fn whole(luma: &[u8]) -> Vec<u8> {
    let mut counts = [0u64; 256];
    for &point in luma {
        counts[usize::from(point)] += 1;
    }
    let mean = |levels: std::ops::Range<usize>| {
        let count: u64 = counts[levels.clone()].iter().sum();
        levels.map(|level| level as u64 * counts[level]).sum::<u64>() / count.max(1)
    };
    let mut limit = mean(0..256) as usize;
    // It settles in a few rounds; the bound is for whatever would not.
    for _ in 0..16 {
        limit = ((mean(0..limit) + mean(limit..256)) / 2) as usize;
    }
    luma.iter().map(|&point| if usize::from(point) < limit { 0 } else { 255 }).collect()
}

/// Whether black and white change more often along the rows of a picture of 0 and 255 than in any code that
/// can be read: one of less than two pixels a module. In such a picture (a lens that is covered, say) the
/// decoder takes seconds to find nothing.
pub(super) fn is_grain(picture: &[u8]) -> bool {
    let changes = picture.iter().zip(picture.iter().skip(1)).filter(|(one, next)| one != next);
    changes.count() > picture.len() / 5 * 2
}

/// The picture at twice its size, each new point a mean of the four around it (bilinear).
pub(super) fn doubled(luma: &[u8], width: usize) -> Vec<u8> {
    let height = luma.len() / width;
    let at = |x: usize, y: usize| u32::from(luma[y.min(height - 1) * width + x.min(width - 1)]);
    let mut out = Vec::with_capacity(4 * luma.len());
    for y in 0..2 * height {
        for x in 0..2 * width {
            let (left, top) = (x / 2, y / 2);
            let (right, bottom) = (left + x % 2, top + y % 2);
            let sum = at(left, top) + at(right, top) + at(left, bottom) + at(right, bottom);
            out.push((sum / 4) as u8);
        }
    }
    out
}
