/**
 * How often a property is tried. Here it must be quick, and each run tries other values; LONG_TESTS=yes tries all.
 *
 * @param all how often when there is time
 */
export function runs(all: number): { readonly numRuns: number } {
  return { numRuns: process.env['LONG_TESTS'] === 'yes' ? all : Math.ceil(all / 4) };
}
