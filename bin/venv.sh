# Sourced by bin/run and bin/test from the project's folder: makes .venv hold what one lock says, and the project itself.

python_for_codev() {
  local name
  for name in ${PYTHON:-python3.14 python3.13 python3.12 python3.11 python3}; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      echo "$name"
      return
    fi
  done
  echo "codev needs Python 3.11 or later, and found none as ${PYTHON:-python3}. Install one, or name it: PYTHON=/path/to/python3 $0" >&2
  return 1
}

make_venv() {
  local python version
  python=$(python_for_codev) || return 1
  if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "This Python cannot make virtual environments. On Debian or Ubuntu: apt install python$version-venv" >&2
    return 1
  fi
  echo "Making .venv with $("$python" --version) …" >&2
  "$python" -m venv --clear .venv
}

# What .venv must agree with: where it stands (its scripts hold the path), the lock, the project's own entry.
wanted() {
  echo "$PWD"
  cat "requirements/$1.txt" pyproject.toml
}

# ready run | ready dev: a second call with the same lock installs nothing.
ready() {
  local stamp=".venv/installed-$1"
  if [ -f "$stamp" ] && wanted "$1" | cmp -s - "$stamp"; then
    return
  fi
  if [ ! -x .venv/bin/python ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1 || moved; then
    make_venv
  fi
  echo "Installing requirements/$1.txt …" >&2
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "requirements/$1.txt"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-index --no-build-isolation --editable .
  wanted "$1" >"$stamp"
}

moved() {
  local stamp
  for stamp in .venv/installed-*; do
    [ -f "$stamp" ] && [ "$(head -n 1 "$stamp")" != "$PWD" ] && return 0
  done
  return 1
}
