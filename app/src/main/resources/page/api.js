// The one place that asks the instance. Addresses are relative to the page, so that a proxy may serve it under a path.

const PATIENCE = 15_000;
const KEY = 'meridian.token';

/** What went wrong, as the instance words it; status 0 where it could not be reached. */
export class ApiError extends Error {
  constructor(status, detail, retryAfter = 0) {
    super(detail);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

export const token = {
  get: () => sessionStorage.getItem(KEY) ?? '',
  set: (value) => (value ? sessionStorage.setItem(KEY, value) : sessionStorage.removeItem(KEY)),
};

export function address(path, params = {}) {
  const url = new URL(`v1/${path}`, document.baseURI);
  url.hash = '';
  for (const [name, value] of Object.entries(params)) {
    if (value !== '' && value !== null && value !== undefined) {
      url.searchParams.set(name, value);
    }
  }
  return url;
}

/** Sends a request with the token, if there is one, and makes an error of every answer that is none. */
export async function ask(url, options = {}) {
  const headers = { ...options.headers };
  if (token.get()) {
    headers.Authorization = `Bearer ${token.get()}`;
  }
  let response;
  try {
    response = await fetch(url, { ...options, headers, cache: 'no-store', credentials: 'same-origin' });
  } catch (error) {
    if (options.signal?.aborted) {
      throw error;
    }
    throw new ApiError(0, 'The instance cannot be reached.');
  }
  if (!response.ok) {
    throw await problem(response);
  }
  return response;
}

async function problem(response) {
  if (response.status === 401) {
    dispatchEvent(new CustomEvent('meridian:unauthorized'));
  }
  const retryAfter = Number(response.headers.get('Retry-After')) || 0;
  try {
    const { detail, title } = await response.json();
    return new ApiError(response.status, detail || title || 'The instance refused.', retryAfter);
  } catch {
    return new ApiError(response.status, `The instance answered with ${response.status}.`, retryAfter);
  }
}

/** The JSON at a route of /v1. */
export async function get(path, params = {}, signal = undefined) {
  const patience = AbortSignal.timeout(PATIENCE);
  const either = signal ? AbortSignal.any([signal, patience]) : patience;
  try {
    const response = await ask(address(path, params), { signal: either });
    return await response.json();
  } catch (error) {
    if (error instanceof ApiError || signal?.aborted) {
      throw error;
    }
    throw new ApiError(0, patience.aborted ? 'The instance does not answer.' : 'The answer broke off.');
  }
}
