// Plain JavaScript on purpose: it must run, and speak, on a Node.js that is too old for everything else.

const needed = 24;

/**
 * What is wrong with the Node.js that runs this, for the person who started it.
 *
 * @param {string} version such as "20.20.2"
 * @returns {string | null} null when nothing is
 */
export function complaintAbout(version) {
  if (Number(version.split('.')[0]) >= needed) return null;
  return (
    `This needs Node.js ${needed} or newer, and found ${version}. On Linux (x64, arm64) run "npm ci" here, without ` +
    'leaving optional packages out: it brings its own, and npm finds it. Elsewhere install Node.js ' +
    `${needed} from https://nodejs.org.`
  );
}
