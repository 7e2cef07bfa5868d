/** The same function, which works out each of its answers once. For few different arguments. */
export function remembered<Given, Result>(work: (given: Given) => Result): (given: Given) => Result {
  const known = new Map<Given, Result>();
  return (given) => {
    const found = known.get(given);
    if (found !== undefined) return found;
    const made = work(given);
    known.set(given, made);
    return made;
  };
}
