@echo off
rem Installs cchc for this user, without administrator rights: double-click.
setlocal
chcp 65001 >nul
cd /d "%~dp0"
set "PY=py -3"
where py >nul 2>nul || set "PY=python"
%PY% -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>nul
if errorlevel 1 (
  echo Cần Python 3.11 trở lên: cài từ https://www.python.org rồi chạy lại.
  echo Python 3.11 or later is needed: install it, then run this again.
  pause
  exit /b 1
)
set "PLACE=%LOCALAPPDATA%\cchc"
set "FROM=."
set "OFFLINE="
if exist wheels (
  set "FROM=cchc"
  set "OFFLINE=--no-index --find-links wheels"
)
set "PIP=%PY% -m pip install --disable-pip-version-check --no-deps --upgrade %OFFLINE%"
%PIP% --target "%PLACE%\lib" --require-hashes -r requirements.lock && %PIP% --target "%PLACE%\lib" %FROM%
if errorlevel 1 (
  echo Chưa cài được; xem lỗi ở trên. Not installed; see the error above.
  pause
  exit /b 1
)
(
  echo @echo off
  echo setlocal
  echo set "PYTHONPATH=%PLACE%\lib"
  echo %PY% -m cchc %%*
) > "%PLACE%\cchc.cmd"
powershell -NoProfile -Command "$p = [Environment]::GetEnvironmentVariable('Path', 'User'); if (($p -split ';') -notcontains $env:PLACE) { [Environment]::SetEnvironmentVariable('Path', \"$p;$env:PLACE\".Trim(';'), 'User') }"
call "%PLACE%\cchc.cmd" version
echo Đã cài. Mở cửa sổ lệnh mới và gõ: cchc demo
echo Installed. Open a new window and type: cchc demo
pause
