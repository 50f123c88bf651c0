// Thailand's provinces: outlines, names, and which one a point lies in.
// The data and its notice are in thailand.json.

const UNITS_PER_DEGREE = 100;
const WEST = 97;
const NORTH = 21;
const MID_LATITUDE_COS = Math.cos((13.2 * Math.PI) / 180);
const COAST_DEGREES = 0.35;

const ALIASES = {
  กทม: '10', บางกอก: '10', bkk: '10', ปากน้ำ: '11', แปดริ้ว: '24', พัทยา: '20', pattaya: '20', โคราช: '30', korat: '30',
  อยุธยา: '14', ayutthaya: '14', มหาชัย: '74', แม่กลอง: '75', หาดใหญ่: '90', hatyai: '90', เมืองคอน: '80', เมืองกาญจน์: '71',
};

let loading = null;

/** The provinces: {code, th, en, lat, lng, rings, path}; fetched once. */
export function provinces() {
  loading ??= fetch(new URL('thailand.json', import.meta.url)).then(async (response) => {
    if (!response.ok) throw new Error(`thailand.json: ${response.status}`);
    return (await response.json()).features.map(outline);
  }).catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

function outline({ properties, geometry }) {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const rings = polygons.flat();
  const path = rings.map((ring) => `M${ring.map(([lng, lat]) => {
    const { x, y } = project(lat, lng);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  }).join('L')}Z`).join('');
  return { ...properties, rings, path };
}

/** Degrees → map units (x to the east, y to the south). */
export function project(lat, lng) {
  return { x: (lng - WEST) * MID_LATITUDE_COS * UNITS_PER_DEGREE, y: (NORTH - lat) * UNITS_PER_DEGREE };
}

/** Map units → degrees, rounded to about a metre. */
export function unproject(x, y) {
  const round = (value) => Math.round(value * 1e5) / 1e5;
  return { lat: round(NORTH - y / UNITS_PER_DEGREE), lng: round(x / UNITS_PER_DEGREE / MID_LATITUDE_COS + WEST) };
}

/** The province at a point, the nearest one just off the coast, or null. */
export function provinceAt(list, lat, lng) {
  return list.find((province) => inside(province.rings, lat, lng)) ?? nearest(list, lat, lng);
}

function inside(rings, lat, lng) {
  let odd = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [xi, yi] = ring[i];
      const [xj, yj] = ring[j];
      if ((yi > lat) !== (yj > lat) && lng < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) odd = !odd;
    }
  }
  return odd;
}

function nearest(list, lat, lng) {
  let best = null;
  let bestDistance = COAST_DEGREES;
  for (const province of list) {
    for (const [x, y] of province.rings.flat()) {
      const distance = Math.hypot((x - lng) * MID_LATITUDE_COS, y - lat);
      if (distance < bestDistance) [best, bestDistance] = [province, distance];
    }
  }
  return best;
}

/** "13.75, 100.5" → {lat, lng}, or null. */
export function parseCoordinates(text) {
  const match = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[, ]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text);
  if (!match) return null;
  const [lat, lng] = [Number(match[1]), Number(match[2])];
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : null;
}

/** Provinces whose name in either language contains the query, best first. */
export function searchProvinces(list, query, limit = 6) {
  const wanted = fold(query);
  if (!wanted) return [];
  const rank = (province) => {
    if (Object.hasOwn(ALIASES, wanted) && ALIASES[wanted] === province.code) return 0;
    const at = [fold(province.th).indexOf(wanted), fold(province.en).indexOf(wanted)].filter((index) => index >= 0);
    return at.length ? 1 + Math.min(...at) : Infinity;
  };
  return list.map((province) => [rank(province), province]).filter(([r]) => r < Infinity)
    .sort((a, b) => a[0] - b[0]).slice(0, limit).map(([, province]) => province);
}

function fold(text) {
  return text.normalize('NFC').toLowerCase().replace(/[\s.\-ฯ]/g, '').replace(/^(จังหวัด|จ(?=[ก-ฮ]{3}))/, '');
}
