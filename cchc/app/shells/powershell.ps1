# cchc: completion for PowerShell 5.1 and 7
Register-ArgumentCompleter -Native -CommandName cchc -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $length = $cursorPosition - $commandAst.Extent.StartOffset
    $line = $commandAst.Extent.Text.PadRight($length).Substring(0, $length).Replace('"', "'")
    $encoding = [Console]::OutputEncoding
    $encodingOfPython = $env:PYTHONIOENCODING
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $env:PYTHONIOENCODING = 'utf-8'
        $lines = @(cchc __complete powershell $line 2>$null)
    } finally {
        [Console]::OutputEncoding = $encoding
        $env:PYTHONIOENCODING = $encodingOfPython
    }
    $lines | Select-Object -Skip 1 | ForEach-Object {
        $value, $meaning = $_ -split "`t", 2
        if (-not $meaning) { $meaning = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $meaning)
    }
}
